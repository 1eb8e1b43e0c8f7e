package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a sweep.
 *
 * @param made runs that finished or diverged, of {@code planned}
 */
public record SweepOutcome(Path folder, boolean finished, int made, int planned, Findings findings) implements Outcome {

    /**
     * What its finished runs say.
     *
     * @param spreads of each measure, where the runs differ by their seed alone
     * @param trials each trial's means, where they differ in numbers
     * @param best numbers of the best trial, where one is chosen
     * @param judgements of the mean over seeds, or of the best trial
     */
    public record Findings(
            List<Spread> spreads,
            List<Line> trials,
            Optional<Map<String, String>> best,
            List<Judgement> judgements,
            List<Seen> seen) {
        static Findings none() {
            return new Findings(List.of(), List.of(), Optional.empty(), List.of(), List.of());
        }
    }

    /** A trial: its numbers, over how many runs, the means by the measures' names, and verdicts of its own. */
    public record Line(
            Map<String, String> numbers,
            int runs,
            Map<String, Double> means,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Judgement> judgements) {

        static Map<String, Double> means(TrialMean trial) {
            Map<String, Double> means = new LinkedHashMap<>();
            for (Measure measure : Measure.OF_A_SWEEP) {
                double mean = trial.of(measure);
                if (!Double.isNaN(mean)) {
                    means.put(measure.toString(), mean);
                }
            }
            return means;
        }

        /** One line. */
        @Override
        public String toString() {
            return text(numbers) + ": "
                    + means.entrySet().stream()
                            .map(mean -> String.format(Locale.ROOT, "%s %.4g", mean.getKey(), mean.getValue()))
                            .collect(Collectors.joining(", "))
                    + judgements.stream().map(one -> "; " + one).collect(Collectors.joining());
        }
    }

    @Override
    public List<Judgement> judgements() {
        return Stream.concat(
                        findings.trials.stream().flatMap(trial -> trial.judgements().stream()),
                        findings.judgements.stream())
                .toList();
    }

    @Override
    public List<Seen> seen() {
        return findings.seen;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        findings.spreads.forEach(spread -> lines.add(spread.toString()));
        findings.trials.forEach(line -> lines.add(line.toString()));
        findings.best.ifPresent(numbers -> lines.add("the best by validation: " + text(numbers)));
        findings.judgements.forEach(judgement -> lines.add(judgement.toString()));
        findings.seen.forEach(seen -> lines.add(seen.toString()));
        if (!finished) {
            lines.add("interrupted after " + made + " of " + planned
                    + " runs; the same command with --resume goes on from there");
        }
        lines.add("sweep: " + folder);
        return lines;
    }

    private static String text(Map<String, String> numbers) {
        return numbers.entrySet().stream()
                .map(number -> number.getKey() + " " + number.getValue())
                .collect(Collectors.joining(", "));
    }
}
