package dev.reprise.report.page;

import dev.reprise.net.Net;
import dev.reprise.report.ConfusionCounts;
import dev.reprise.report.RecordedRun;
import dev.reprise.report.diagnosis.Finding;
import dev.reprise.report.pictures.ReportPicture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the page of a run shows, in its order.
 *
 * @param missing what could not be read, a line each
 * @param predictions pictures of what was got right and wrong
 * @param weights pictures of the net
 * @param data the JSON block
 */
public record RunView(
        RecordedRun run,
        Origin origin,
        List<String> missing,
        List<Check> checks,
        List<Score> scores,
        List<Finding> findings,
        List<Chart> charts,
        List<ClassRow> classes,
        List<ReportPicture> predictions,
        Optional<Net> net,
        List<ReportPicture> weights,
        Map<String, String> numbers,
        Map<String, String> overridden,
        Map<String, String> provenance,
        String data) {

    /** What the experiment is about, in the words of its own file. */
    public record Origin(String text, String section, String toSee, boolean madeUp) {}

    /** Something to see that has no figure, and whether it was seen. */
    public record Check(String toSee, boolean held, String why) {}

    /** Loss and accuracy on a set at the end. */
    public record Score(String set, OptionalDouble loss, OptionalDouble accuracy) {}

    /** A class with its scores. */
    public record ClassRow(String name, ConfusionCounts.ClassScores scores) {}

    public String title() {
        return run.experiment() + ", seed " + run.seed();
    }

    /** The number with four digits, or a dash. */
    public static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "–";
    }

    public static String number(double value) {
        return Math.abs(value) >= 5e-4 || value == 0
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%.2e", value);
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** How a verdict looks: good, bad, or neither. */
    public static String mark(String verdict) {
        return switch (verdict) {
            case "reproduced", "fitted" -> "good";
            case "not reproduced" -> "problem";
            default -> "notice";
        };
    }
}
