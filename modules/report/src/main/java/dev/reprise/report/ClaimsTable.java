package dev.reprise.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * What texts claim of one experiment beside another, answered from the runs of both. A claim is borne out where the means
 * differ in its direction by more than the two standard deviations over seeds together; with one run of either there is
 * no telling.
 */
public record ClaimsTable(List<Row> rows) {

    /** A claim: this experiment's measure above or below that one's. */
    public record Row(
            String experiment,
            String measure,
            String relation,
            String than,
            String ours,
            String theirs,
            String answer) {}

    private record Claim(String experiment, String measure, String relation, String than) {}

    /** From all finished runs under a folder that are as published. */
    public static ClaimsTable under(Path out) {
        Map<String, List<JsonNode>> results = new LinkedHashMap<>();
        Map<Claim, Boolean> claims = new LinkedHashMap<>();
        for (RecordedRun run : RecordedRun.under(out, missing -> {})) {
            if (!run.asPublished() || !run.status().equals("finished")) {
                continue;
            }
            RunFiles files = RunFiles.open(run.folder());
            results.computeIfAbsent(run.experiment(), name -> new ArrayList<>()).add(files.result());
            for (JsonNode claim : files.record().at("/experiment/claims")) {
                claims.put(
                        new Claim(
                                run.experiment(),
                                claim.path("measure").asString(""),
                                claim.path("relation").asString(""),
                                claim.path("than").asString("")),
                        true);
            }
        }
        return new ClaimsTable(
                claims.keySet().stream().map(claim -> row(claim, results)).toList());
    }

    /** A line a claim. */
    public TextTable text() {
        return new TextTable(
                List.of("experiment", "claim", "measured", "beside", "borne out"),
                rows.stream()
                        .map(row -> List.of(
                                "`" + row.experiment + "`",
                                row.measure + " " + row.relation + " that of `" + row.than + "`",
                                row.ours,
                                row.theirs,
                                row.answer))
                        .toList());
    }

    private static Row row(Claim claim, Map<String, List<JsonNode>> results) {
        double[] ours = values(results.getOrDefault(claim.experiment, List.of()), claim.measure);
        double[] theirs = values(results.getOrDefault(claim.than, List.of()), claim.measure);
        double difference = (mean(ours) - mean(theirs)) * (claim.relation.equals("above") ? 1 : -1);
        double spread = deviation(ours) + deviation(theirs);
        String answer;
        if (ours.length < 2 || theirs.length < 2) {
            answer = "no telling: " + ours.length + " and " + theirs.length + " runs";
        } else if (difference > spread) {
            answer = "yes";
        } else {
            answer = String.format(
                    Locale.ROOT, "**no**: the difference is %.4g, the spread over seeds %.4g", difference, spread);
        }
        return new Row(claim.experiment, claim.measure, claim.relation, claim.than, text(ours), text(theirs), answer);
    }

    private static double[] values(List<JsonNode> results, String measure) {
        return results.stream()
                .flatMapToDouble(result -> value(result.path("final"), measure).stream())
                .toArray();
    }

    /** The measures that claims are about, from what {@code result.json} has of each set. */
    private static OptionalDouble value(JsonNode scores, String measure) {
        return switch (measure) {
            case "training loss" -> number(scores.at("/train/loss"));
            case "training accuracy" -> number(scores.at("/train/accuracy"));
            case "test loss" -> number(scores.at("/test/loss"));
            case "test accuracy" -> number(scores.at("/test/accuracy"));
            case "loss gap" -> difference(scores.at("/test/loss"), scores.at("/train/loss"));
            case "accuracy gap" -> difference(scores.at("/train/accuracy"), scores.at("/test/accuracy"));
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble difference(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? OptionalDouble.of(a.asDouble() - b.asDouble()) : OptionalDouble.empty();
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double... values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    private static String text(double... values) {
        return values.length == 0
                ? "–"
                : String.format(Locale.ROOT, "%.4g ± %.2g (%d)", mean(values), deviation(values), values.length);
    }
}
