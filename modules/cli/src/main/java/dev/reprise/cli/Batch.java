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
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Several studies, one after the other, into one table: a line for each published value and each effect. Interrupted, it can
 * be resumed with the study that it was in.
 */
record Batch(List<? extends Study> studies, Request request, Runner runner) {

    /** Runs what is not yet in the table. A study that diverges is a line, not the end. Returns whether all are done. */
    boolean run(PrintWriter results) {
        boolean resumes = !request.resume().startsAnew();
        BatchFolder folder = resumes ? unfinished() : BatchFolder.create(request.store(), key());
        List<Row> rows = new ArrayList<>(folder.rows());
        Request one = request.withResume(resumes ? new Resume.NewestIfAny() : new Resume.No());
        for (Study study : studies) {
            if (rows.stream().anyMatch(row -> row.study().equals(study.name()))) {
                continue;
            }
            try {
                Outcome outcome = runner.run(study, one);
                results.println(study.name() + ":");
                if (!outcome.finished()) {
                    results.println("interrupted; resume all of them with the same command and --resume");
                    return false;
                }
                outcome.lines().forEach(results::println);
                results.flush();
                rows.addAll(rows(study, outcome));
            } catch (DivergedException e) {
                runner.progress().warning(study.name() + ": " + e.getMessage());
                rows.add(new Row(study.name(), "", "", "diverged", ""));
            }
            folder.write(rows);
            if (runner.stop().getAsBoolean()) {
                return false;
            }
        }
        folder.finish();
        results.println("table: " + folder.write(rows));
        return true;
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
