package dev.reprise.training.sweep;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Curves;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Summary;
import dev.reprise.results.SweepRecord.TrialResult;
import dev.reprise.results.SweepRow;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trend;
import dev.reprise.training.experiment.TrialMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the finished runs of a sweep say.
 *
 * @param summaries by measure, where the runs differ by their seed alone
 * @param trials each trial's means, where they differ in values
 * @param best values of the best trial; empty where none is selected
 * @param verdicts on the mean over seeds, or on the best trial
 */
record SweepFindings(
        Map<String, Summary> summaries,
        List<TrialResult> trials,
        Map<String, String> best,
        List<Verdict> verdicts,
        List<CheckResult> checks) {

    static final SweepFindings NONE = new SweepFindings(Map.of(), List.of(), Map.of(), List.of(), List.of());

    /** The runs of a sweep as far as they were made; why they prove nothing, if so. */
    record Made(SweepFolder folder, Plan plan, List<SweepRow> rows) {

        /** The finished runs, those with equal values together. */
        List<TrialMean> means() {
            Map<Map<String, String>, List<SweepRow>> byValues = rows.stream()
                    .filter(SweepRow::finished)
                    .collect(Collectors.groupingBy(SweepRow::trial, LinkedHashMap::new, Collectors.toList()));
            return byValues.entrySet().stream()
                    .map(entry -> new TrialMean(entry.getKey(), entry.getValue()))
                    .toList();
        }

        Optional<String> noVerdict() {
            int planned = plan.size();
            if (rows.size() < planned) {
                return Optional.of("only " + rows.size() + " of " + planned + " runs were made");
            }
            List<SweepRow> finished = rows.stream().filter(SweepRow::finished).toList();
            Optional<String> ofRun = finished.stream().findFirst().flatMap(this::noVerdict);
            return ofRun.isPresent() || !plan.onlySeeds() || finished.size() == planned
                    ? ofRun
                    : Optional.of("only " + finished.size() + " of " + planned + " runs finished");
        }

        /** Why the figures of one run prove nothing, if so. */
        Optional<String> noVerdict(SweepRow row) {
            return folder.run(row).record().noVerdict();
        }

        List<Curves> curves(TrialMean mean) {
            return mean.rows().stream()
                    .map(row -> RecordedRun.read(folder.run(row)).curves().orElseThrow())
                    .toList();
        }
    }

    /** Of an experiment over seeds: the mean is judged. */
    static SweepFindings overSeeds(Experiment experiment, Made made) {
        List<Curves> curves = made.curves(made.means().get(0));
        Optional<String> noVerdict = made.noVerdict();
        Map<String, Summary> summaries = new LinkedHashMap<>();
        for (Measure measure : Measure.OF_A_SWEEP) {
            double[] values = values(measure, curves);
            if (values.length > 0) {
                summaries.put(measure.toString(), Summary.of(values));
            }
        }
        return new SweepFindings(
                summaries,
                List.of(),
                Map.of(),
                judge(experiment.publishedValues(), curves, noVerdict),
                checks(experiment.published().expectations(), expectation -> expectation.check(curves), noVerdict));
    }

    /** Of the trials of a sweep: the best is judged, and each trial that has published values of its own. */
    static SweepFindings over(Sweep sweep, Made made) {
        List<TrialMean> means = made.means();
        Optional<String> noVerdict = made.noVerdict();
        List<TrialResult> trials = new ArrayList<>();
        for (TrialMean mean : means) {
            List<PublishedValue> published = made.plan().published(mean.values());
            trials.add(new TrialResult(
                    mean.values(),
                    mean.rows().size(),
                    means(mean),
                    published.isEmpty()
                            ? List.of()
                            : judge(
                                    published,
                                    made.curves(mean),
                                    made.noVerdict(mean.rows().get(0)))));
        }
        Optional<TrialMean> best = sweep.goal().map(goal -> Trend.best(means, goal));
        return new SweepFindings(
                Map.of(),
                trials,
                best.map(TrialMean::values).orElse(Map.of()),
                best.map(mean -> judge(sweep.publishedValues(), made.curves(mean), noVerdict))
                        .orElse(List.of()),
                checks(sweep.trends(), trend -> trend.check(means, sweep.goal()), noVerdict));
    }

    /** Of a search: its trials, the best first. */
    static SweepFindings ofSearch(Search search, Made made) {
        List<TrialMean> best = made.means().stream()
                .filter(mean -> !Double.isNaN(mean.of(search.goal().measure())))
                .sorted(Comparator.comparingDouble(
                        mean -> -search.goal().merit(mean.of(search.goal().measure()))))
                .toList();
        return new SweepFindings(
                Map.of(),
                best.stream()
                        .map(mean -> new TrialResult(mean.values(), mean.rows().size(), means(mean), List.of()))
                        .toList(),
                best.isEmpty() ? Map.of() : best.get(0).values(),
                List.of(),
                List.of());
    }

    private static Map<String, Double> means(TrialMean trial) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Measure measure : Measure.OF_A_SWEEP) {
            double mean = trial.of(measure);
            if (!Double.isNaN(mean)) {
                means.put(measure.toString(), mean);
            }
        }
        return means;
    }

    private static <T> List<CheckResult> checks(
            List<T> effects, Function<T, CheckResult> check, Optional<String> noVerdict) {
        return noVerdict.isPresent() ? List.of() : effects.stream().map(check).toList();
    }

    private static List<Verdict> judge(
            List<PublishedValue> published, List<Curves> curves, Optional<String> noVerdict) {
        return published.stream()
                .map(value -> {
                    double[] values = values(value.measure(), curves);
                    return value.judge(
                            values.length == 0
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(Summary.of(values).mean()),
                            noVerdict);
                })
                .toList();
    }

    private static double[] values(Measure measure, List<Curves> curves) {
        return curves.stream().flatMapToDouble(one -> measure.of(one).stream()).toArray();
    }
}
