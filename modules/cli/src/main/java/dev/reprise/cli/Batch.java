package dev.reprise.cli;

import dev.reprise.files.Json;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.BatchFolder;
import dev.reprise.results.store.BatchFolder.Row;
import dev.reprise.results.store.RunException;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Several studies, one after the other, into one table: a line for each published value and each effect. One that fails is a
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
        return new Batch(studies, request, runner, results).run();
    }

    private Ending run() {
        Set<String> failedBefore = rows.stream()
                .filter(row -> row.verdict().equals(FAILED))
                .map(Row::study)
                .collect(Collectors.toSet());
        rows.removeIf(row -> failedBefore.contains(row.study()));
        Set<String> known = rows.stream().map(Row::study).collect(Collectors.toSet());
        Request one = request.withResume(
                request.resume().startsAnew() ? new Resume.No() : new Resume.NewestSince(folder.start()));
        for (Study study : studies) {
            if (!known.contains(study.name()) && !run(study, one)) {
                results.println("interrupted; resume all of them with the same command and --resume");
                return Ending.INTERRUPTED;
            }
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
            rows.addAll(rows(study, outcome));
            outcome.failures().forEach(reason -> failed(study, reason, outcome.folder()));
        } catch (DivergedException e) {
            String reason = e.getMessage();
            runner.progress().warning(study.name() + ": " + reason);
            failures.add(study.name() + ": " + reason);
            rows.add(new Row(study.name(), "", reason, "diverged", ""));
        } catch (RuntimeException | OutOfMemoryError e) {
            LoggerFactory.getLogger(Batch.class).debug("failed: {}", study.name(), e);
            String reason = Failure.reason(e);
            runner.progress().warning(study.name() + ": " + reason);
            failed(study, reason, Path.of(""));
        }
        results.flush();
        folder.write(rows);
        return true;
    }

    private void failed(Study study, String reason, Path where) {
        failures.add(study.name() + ": " + reason);
        rows.add(new Row(study.name(), "", reason, FAILED, where.toString()));
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

    private static List<Row> rows(Study study, Outcome outcome) {
        List<Row> rows = new ArrayList<>();
        String folder = outcome.folder().toString();
        for (Verdict verdict : outcome.verdicts()) {
            rows.add(new Row(
                    study.name(),
                    verdict.measure() + " " + verdict.target(),
                    Numbers.measured(verdict.measured()),
                    verdict.answer().toString(),
                    folder));
        }
        for (CheckResult check : outcome.checks()) {
            rows.add(new Row(study.name(), check.lookFor(), check.why(), check.answer(), folder));
        }
        return rows.isEmpty() ? List.of(new Row(study.name(), "", "", "nothing published", folder)) : rows;
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
