package dev.reprise.cli;

import dev.reprise.cli.jobs.ChildPool;
import dev.reprise.cli.jobs.ChildPool.Ended;
import dev.reprise.cli.jobs.ChildPool.How;
import dev.reprise.cli.jobs.ChildPool.Task;
import dev.reprise.files.Json;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.results.RunResult;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.BatchFolder;
import dev.reprise.results.store.BatchFolder.Row;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.Runner;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.run.Failure;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Several studies, one after the other or in child processes, into one table: a line for each published value and each effect. One that fails is a
 * line with its reason; the others go on. Interrupted, or with studies that failed, it can be resumed: it runs those.
 */
final class Batch {
    private static final String FAILED = "failed";

    private final List<? extends Study> studies;
    private final Request request;
    private final Runner runner;
    private final PrintWriter results;
    private final BatchFolder folder;
    private final List<Row> rows;
    private final List<String> failures = new ArrayList<>();

    private Batch(List<? extends Study> studies, Request request, Runner runner, PrintWriter results) {
        this.studies = studies;
        this.request = request;
        this.runner = runner;
        this.results = results;
        this.folder = request.resume().startsAnew() ? BatchFolder.create(request.store(), key()) : unfinished();
        this.rows = new ArrayList<>(folder.rows());
    }

    /** Runs what is not yet in the table, and says how it ended. */
    static Ending run(List<? extends Study> studies, Request request, Runner runner, PrintWriter results) {
        Batch batch = new Batch(studies, request, runner, results);
        return batch.run((left, one) -> left.stream().allMatch(study -> batch.run(study, one)));
    }

    /** The same in child processes, each with the arguments that run a study so. */
    static Ending run(
            List<? extends Study> studies,
            Request request,
            Runner runner,
            PrintWriter results,
            ChildPool pool,
            BiFunction<Study, Request, List<String>> arguments) {
        Batch batch = new Batch(studies, request, runner, results);
        return batch.run((left, one) -> batch.inChildren(left, pool, study -> arguments.apply(study, one)));
    }

    private Ending run(BiPredicate<List<Study>, Request> way) {
        Set<String> failedBefore = rows.stream()
                .filter(row -> row.verdict().equals(FAILED))
                .map(Row::study)
                .collect(Collectors.toSet());
        rows.removeIf(row -> failedBefore.contains(row.study()));
        Set<String> known = rows.stream().map(Row::study).collect(Collectors.toSet());
        Request one = request.withResume(
                request.resume().startsAnew() ? new Resume.No() : new Resume.NewestSince(folder.start()));
        List<Study> left = new ArrayList<>(studies);
        left.removeIf(study -> known.contains(study.name()));
        if (!way.test(left, one)) {
            results.println("interrupted; resume all of them with the same command and --resume");
            return Ending.INTERRUPTED;
        }
        return end();
    }

    /** Whether it was not interrupted. */
    private boolean run(Study study, Request one) {
        if (runner.stop().getAsBoolean()) {
            return false;
        }
        try {
            Outcome outcome = runner.run(study, one);
            results.println(study.name() + ":");
            if (outcome.interrupted()) {
                return false;
            }
            outcome.lines().forEach(results::println);
            rows.addAll(rows(study.name(), outcome.folder(), outcome.verdicts(), outcome.checks()));
            outcome.failures().forEach(reason -> failed(study.name(), reason, outcome.folder()));
        } catch (DivergedException e) {
            runner.progress().warning(study.name() + ": " + e.getMessage());
            diverged(study.name(), e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            LoggerFactory.getLogger(Batch.class).debug("failed: {}", study.name(), e);
            String reason = Failure.reason(e);
            runner.progress().warning(study.name() + ": " + reason);
            failed(study.name(), reason, Path.of(""));
        }
        results.flush();
        folder.write(rows);
        return true;
    }

    /** Whether none was interrupted. */
    private boolean inChildren(List<Study> left, ChildPool pool, Function<Study, List<String>> arguments) {
        List<Task> tasks = left.stream()
                .map(study -> new Task(study.name(), arguments.apply(study)))
                .toList();
        Set<String> ended = new HashSet<>();
        pool.run(tasks.iterator(), (task, end) -> {
            if (end.how() != How.INTERRUPTED) {
                ended.add(task.title());
                ended(task.title(), end);
            }
        });
        rows.sort(Comparator.comparingInt(
                row -> studies.stream().map(Study::name).toList().indexOf(row.study())));
        return ended.size() == tasks.size();
    }

    private void ended(String study, Ended end) {
        if (end.how() == How.FINISHED) {
            results.println(study + ":");
            end.lines().forEach(results::println);
            finished(study, end.folder().orElseThrow());
        } else {
            runner.progress().warning(study + ": " + end.reason());
            if (end.how() == How.DIVERGED) {
                diverged(study, end.reason());
            } else {
                failed(study, end.reason(), Path.of(""));
            }
        }
        results.flush();
        folder.write(rows);
    }

    /** Adds the rows of a study that another process has finished. */
    private void finished(String study, Path where) {
        if (SweepFolder.isSweep(where)) {
            SweepRecord sweep = new SweepFolder(where).findRecord().orElseThrow();
            rows.addAll(rows(study, where, sweep.allVerdicts(), sweep.checks()));
            sweep.failures().forEach(reason -> failed(study, reason, where));
        } else {
            RunResult result = RunFolder.open(where).findResult().orElseThrow();
            rows.addAll(rows(study, where, result.verdicts(), result.checks()));
        }
    }

    private void diverged(String study, String reason) {
        failures.add(study + ": " + reason);
        rows.add(new Row(study, "", reason, "diverged", ""));
    }

    private void failed(String study, String reason, Path where) {
        failures.add(study + ": " + reason);
        rows.add(new Row(study, "", reason, FAILED, where.toString()));
    }

    private Ending end() {
        boolean repeatable = rows.stream().anyMatch(row -> row.verdict().equals(FAILED));
        if (!repeatable) {
            folder.finish();
        }
        results.println("table: " + folder.write(rows));
        if (failures.isEmpty()) {
            return Ending.DONE;
        }
        results.println("failed" + (repeatable ? "; repeat them with the same command and --resume:" : ":"));
        failures.forEach(failure -> results.println("  " + failure));
        return Ending.FAILED;
    }

    private static List<Row> rows(String study, Path where, List<Verdict> verdicts, List<CheckResult> checks) {
        List<Row> rows = new ArrayList<>();
        String folder = where.toString();
        for (Verdict verdict : verdicts) {
            rows.add(new Row(
                    study,
                    verdict.measure() + " " + verdict.target(),
                    Numbers.measured(verdict.measured()),
                    verdict.answer().toString(),
                    folder));
        }
        for (CheckResult check : checks) {
            rows.add(new Row(study, check.lookFor(), check.why(), check.answer(), folder));
        }
        return rows.isEmpty() ? List.of(new Row(study, "", "", "nothing published", folder)) : rows;
    }

    private BatchFolder unfinished() {
        return BatchFolder.newestUnfinished(request.store(), key())
                .orElseThrow(
                        () -> new RunException(
                                "cannot resume: " + request.store().out()
                                        + " holds no unfinished table of these experiments with these values, seeds and --limit"));
    }

    /** What tells one batch from another. */
    private String key() {
        return Json.MAPPER.writeValueAsString(List.of(
                studies.stream().map(Study::name).toList(),
                request.overrides(),
                request.options().seed(),
                request.seeds(),
                request.options().limit()));
    }
}
