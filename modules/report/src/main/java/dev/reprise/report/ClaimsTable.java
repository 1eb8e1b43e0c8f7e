package dev.reprise.report;

import dev.reprise.results.Claim;
import dev.reprise.results.Numbers;
import dev.reprise.results.Summary;
import dev.reprise.results.store.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What texts claim of one experiment compared with another, checked on the runs of both.
 *
 * <p>A claim holds where the means differ in its direction by more than both standard deviations over seeds together; it
 * needs two seeds of each. A seed counts once, with its newest run: a copy, or the same training again, says nothing new.
 */
public record ClaimsTable(List<Row> rows) {
    private static final int MIN_RUNS = 2;

    /** A claim about an experiment, and its measure over the runs of both. */
    public record Row(String experiment, Claim claim, Summary ours, Summary theirs) {

        /** Whether it holds, with the numbers that say so. */
        public String answer() {
            if (Math.min(ours.runs(), theirs.runs()) < MIN_RUNS) {
                return "undecided (needs %d runs of each, has %d and %d)"
                        .formatted(MIN_RUNS, ours.runs(), theirs.runs());
            }
            double difference = (ours.mean() - theirs.mean()) * (claim.relation() == Claim.Relation.ABOVE ? 1 : -1);
            double noise = ours.standardDeviation() + theirs.standardDeviation();
            return difference > noise
                    ? "yes"
                    : "NO: the difference is %s, the standard deviations over seeds are %s together"
                            .formatted(Numbers.text(difference), Numbers.text(noise));
        }
    }

    /** From the runs that finished as published. */
    public static ClaimsTable of(List<RecordedRun> runs) {
        Map<List<?>, RecordedRun> newest = new LinkedHashMap<>(); // folders are in the order of their times
        runs.stream()
                .filter(RecordedRun::countsAsPublished)
                .forEach(run -> newest.put(List.of(run.experiment(), run.seed()), run));
        List<RecordedRun> counted = List.copyOf(newest.values());
        Set<String> experiments = new LinkedHashSet<>();
        counted.forEach(run -> experiments.add(run.experiment()));
        List<Row> rows = new ArrayList<>();
        for (String experiment : experiments) {
            counted.stream()
                    .filter(run -> run.experiment().equals(experiment))
                    .flatMap(run -> run.record().stream())
                    .flatMap(record -> record.claims().stream())
                    .distinct()
                    .map(claim -> new Row(
                            experiment,
                            claim,
                            summary(counted, experiment, claim),
                            summary(counted, claim.than(), claim)))
                    .forEach(rows::add);
        }
        return new ClaimsTable(List.copyOf(rows));
    }

    /** A line for each claim. */
    public TextTable text() {
        return new TextTable(
                List.of("experiment", "claim", "measured", "compared with", "holds?"),
                rows.stream()
                        .map(row -> List.of(
                                row.experiment, row.claim.toString(), text(row.ours), text(row.theirs), row.answer()))
                        .toList());
    }

    private static Summary summary(List<RecordedRun> runs, String experiment, Claim claim) {
        return Summary.of(runs.stream()
                .filter(run -> run.experiment().equals(experiment))
                .flatMap(run -> run.curves().stream())
                .flatMapToDouble(curves -> claim.measure().of(curves).stream())
                .toArray());
    }

    private static String text(Summary summary) {
        return summary.runs() == 0
                ? "–"
                : summary.meanText(4) + " (" + summary.runs() + (summary.runs() == 1 ? " run)" : " runs)");
    }
}
