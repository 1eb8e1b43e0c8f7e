package dev.reprise.report.page;

import dev.reprise.net.Net;
import dev.reprise.report.diagnosis.Finding;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.results.CheckResult;
import dev.reprise.results.ClassScores;
import dev.reprise.results.FinalScores;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.Scores;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of a run shows, in its order.
 *
 * @param missing what could not be read, a line each
 * @param classes how the net does on each
 * @param predictions pictures of right and wrong predictions
 * @param weights pictures of the net
 * @param data the JSON block
 */
public record RunView(
        RecordedRun run,
        List<String> missing,
        List<Finding> findings,
        List<Chart> charts,
        List<ClassScores> classes,
        List<ReportPicture> predictions,
        Optional<Net> net,
        List<ReportPicture> weights,
        String data) {

    public String title() {
        return run.experiment() + ", seed " + run.seed();
    }

    /** Where the experiment is from: the text, and the title of its section as printed and in English. */
    public String origin() {
        return run.record()
                .filter(record -> !record.text().isEmpty())
                .map(record -> record.text() + ": " + record.section()
                        + (record.english().equals(record.section()) ? "" : " (" + record.english() + ")") + ".")
                .orElse("");
    }

    public String lookFor() {
        return run.record().map(RunRecord::lookFor).orElse("");
    }

    public boolean synthetic() {
        return run.record().filter(RunRecord::synthetic).isPresent();
    }

    public List<Verdict> verdicts() {
        return run.result().map(RunResult::verdicts).orElse(List.of());
    }

    public List<CheckResult> checks() {
        return run.result().map(RunResult::checks).orElse(List.of());
    }

    /** What a demonstration printed. */
    public List<String> lines() {
        return run.result().map(RunResult::lines).orElse(List.of());
    }

    /** How the net does on each set. */
    public Map<String, Scores> scores() {
        return run.result().flatMap(RunResult::scores).map(FinalScores::bySet).orElse(Map.of());
    }

    public Map<String, String> overridden() {
        return run.record().map(RunRecord::overridden).orElse(Map.of());
    }

    public Map<String, String> values() {
        return run.record().map(RunRecord::values).orElse(Map.of());
    }

    public Map<String, String> provenance() {
        Map<String, String> known =
                new LinkedHashMap<>(run.record().map(RunPage::provenance).orElse(Map.of()));
        known.values().removeIf(String::isEmpty);
        return known;
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** How a verdict looks: good, bad, or neither. */
    public static String mark(Verdict.Answer answer) {
        return switch (answer) {
            case REPRODUCED, FITTED -> "good";
            case NOT_REPRODUCED -> "problem";
            case NONE -> "notice";
        };
    }
}
