package dev.reprise.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Many runs, one after the other: an experiment over random seeds, or the trials of a sweep.
 *
 * <p>Writes {@code sweep.csv}, a line a run as each ends, and {@code sweep.json} into {@code <out>/<name>/<time>-sweep/}. A
 * run that diverges is a line, not the end. What was interrupted goes on where it was.
 */
final class SweepRun {
    private final String name;
    private final List<Planned> plan;
    private final Request request;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final List<SweepRow> rows = new ArrayList<>();

    /** A run that is to be made. */
    record Planned(Trial trial, long seed) {}

    private SweepRun(String name, List<Planned> plan, Request request, Progress progress, BooleanSupplier stop) {
        this.name = name;
        this.plan = plan;
        this.request = request;
        this.progress = progress;
        this.stop = stop;
    }

    /** An experiment once for each seed; the mean of its figures is judged. */
    static SweepOutcome overSeeds(Experiment experiment, Request request, Progress progress, BooleanSupplier stop) {
        Trial trial = Trial.of(experiment);
        List<Planned> plan =
                seeds(request).mapToObj(seed -> new Planned(trial, seed)).toList();
        return new SweepRun(experiment.name(), plan, request, progress, stop).run((folder, means, noVerdict) -> {
            List<Curves> curves = curves(folder, means.get(0));
            return new SweepOutcome.Findings(
                    Measure.OF_A_SWEEP.stream()
                            .map(measure -> Spread.over(measure, curves))
                            .flatMap(Optional::stream)
                            .toList(),
                    List.of(),
                    Optional.empty(),
                    judge(experiment.figures(), curves, noVerdict),
                    noVerdict.isPresent()
                            ? List.of()
                            : experiment.expectations().stream()
                                    .map(expectation -> expectation.in(curves))
                                    .toList());
        });
    }

    /** Every trial of a sweep, for each seed; the best is judged, and each trial that has figures of its own. */
    static SweepOutcome over(Sweep sweep, Request request, Progress progress, BooleanSupplier stop) {
        sweep.require(request);
        List<Planned> plan = seeds(request)
                .boxed()
                .flatMap(seed -> sweep.trials().apply(seed).stream().map(trial -> new Planned(trial, seed)))
                .toList();
        return new SweepRun(sweep.name(), plan, request, progress, stop).run((folder, means, noVerdict) -> {
            TrialMean best = Trend.best(means, sweep.goal());
            List<SweepOutcome.Line> lines = new ArrayList<>();
            for (TrialMean mean : means) {
                List<Figure> figures = figures(plan, mean);
                lines.add(new SweepOutcome.Line(
                        mean.numbers(),
                        mean.rows().size(),
                        SweepOutcome.Line.means(mean),
                        figures.isEmpty()
                                ? List.of()
                                : judge(
                                        figures,
                                        curves(folder, mean),
                                        noVerdict(folder, mean.rows().get(0)))));
            }
            return new SweepOutcome.Findings(
                    List.of(),
                    lines,
                    sweep.goal() == Sweep.Goal.NONE ? Optional.empty() : Optional.of(best.numbers()),
                    judge(sweep.figures(), curves(folder, best), noVerdict),
                    noVerdict.isPresent()
                            ? List.of()
                            : sweep.trends().stream()
                                    .map(trend -> trend.in(means, sweep.goal()))
                                    .toList());
        });
    }

    /** What a sweep's finished runs, equal numbers together, say. */
    private interface Finding {
        SweepOutcome.Findings of(Path folder, List<TrialMean> means, Optional<String> noVerdict);
    }

    private SweepOutcome run(Finding finding) {
        String key = SweepFolder.key(plan, request);
        Optional<SweepFolder> begun = SweepFolder.unfinished(request, name, key);
        List<String> lines = begun.map(SweepFolder::lines).orElse(List.of());
        Optional<SweepFolder> folder = begun; // a new one is made when the first run has shown that there is no mistake
        List<String> done = new ArrayList<>(lines);
        for (Planned planned : plan) {
            if (stop.getAsBoolean()) {
                break;
            }
            Optional<SweepRow> known = take(done, planned);
            SweepRow row;
            if (known.isPresent()) {
                row = known.get();
            } else {
                Optional<SweepRow> made = make(planned, begun);
                if (made.isEmpty()) {
                    break; // interrupted
                }
                row = made.get();
                if (folder.isEmpty()) {
                    folder = Optional.of(SweepFolder.create(request.options().out(), name, key, planned.trial()));
                }
                folder.get().append(row);
            }
            rows.add(row);
        }
        if (folder.isEmpty()) { // stopped in the first run
            folder = Optional.of(SweepFolder.create(
                    request.options().out(), name, key, plan.get(0).trial()));
        }
        return finish(folder.get(), finding);
    }

    private Optional<SweepRow> take(List<String> lines, Planned planned) {
        for (String line : lines) {
            Optional<SweepRow> row =
                    SweepRow.parse(line, planned.trial(), planned.seed()).findFirst();
            if (row.isPresent()) {
                lines.remove(line);
                return row;
            }
        }
        return Optional.empty();
    }

    private Optional<SweepRow> make(Planned planned, Optional<SweepFolder> begun) {
        Trial trial = planned.trial();
        RunOptions options = request.options().withSeed(planned.seed());
        try {
            Optional<Path> unfinished = begun.flatMap(folder -> folder.unfinishedRun(planned, request.overrides()));
            RunOutcome outcome = unfinished.isPresent()
                    ? Run.resume(trial.experiment(), Resumption.of(unfinished.get(), options.data()), progress, stop)
                    : Run.run(trial, request.overrides(), options, progress, stop);
            return outcome.finished()
                    ? Optional.of(SweepRow.finished(trial, planned.seed(), outcome))
                    : Optional.empty();
        } catch (DivergedException e) {
            progress.warning(e.getMessage());
            return Optional.of(SweepRow.diverged(trial, planned.seed()));
        }
    }

    private SweepOutcome finish(SweepFolder folder, Finding finding) {
        Map<Map<String, String>, List<SweepRow>> byNumbers = new LinkedHashMap<>();
        rows.stream()
                .filter(SweepRow::finished)
                .forEach(row -> byNumbers
                        .computeIfAbsent(row.numbers(), numbers -> new ArrayList<>())
                        .add(row));
        List<TrialMean> means = byNumbers.entrySet().stream()
                .map(entry -> new TrialMean(entry.getKey(), entry.getValue()))
                .toList();
        boolean ended = rows.size() == plan.size();
        SweepOutcome.Findings findings = means.isEmpty()
                ? SweepOutcome.Findings.none()
                : finding.of(folder.path(), means, noVerdict(folder.path()));
        SweepOutcome outcome = new SweepOutcome(folder.path(), ended, rows.size(), plan.size(), findings);
        folder.write(outcome, request);
        return outcome;
    }

    private Optional<String> noVerdict(Path folder) {
        long finished = rows.stream().filter(SweepRow::finished).count();
        if (rows.size() < plan.size()) {
            return Optional.of("only " + rows.size() + " of " + plan.size() + " runs were made");
        }
        Optional<String> ofRecord =
                rows.stream().filter(SweepRow::finished).findFirst().flatMap(row -> noVerdict(folder, row));
        if (ofRecord.isPresent()) {
            return ofRecord;
        }
        return plan.stream().allMatch(planned -> planned.trial().numbers().isEmpty()) && finished < plan.size()
                ? Optional.of("only " + finished + " of " + plan.size() + " runs finished")
                : Optional.empty();
    }

    /** Why the figures of a run prove nothing, if so; that other runs are still to be made is no reason. */
    private static Optional<String> noVerdict(Path folder, SweepRow row) {
        return RunFolder.of(row.in(folder)).record().noVerdict();
    }

    private static LongStream seeds(Request request) {
        long first = request.options().seed();
        return LongStream.range(first, first + request.seeds());
    }

    private static List<Figure> figures(List<Planned> plan, TrialMean mean) {
        return plan.stream()
                .filter(planned -> planned.trial().numbers().equals(mean.numbers()))
                .findFirst()
                .orElseThrow()
                .trial()
                .experiment()
                .figures();
    }

    private static List<Curves> curves(Path folder, TrialMean mean) {
        return mean.rows().stream().map(row -> Curves.read(row.in(folder))).toList();
    }

    private static List<Judgement> judge(List<Figure> figures, List<Curves> curves, Optional<String> noVerdict) {
        return figures.stream()
                .map(figure -> {
                    OptionalDouble mean = curves.stream()
                            .flatMapToDouble(one -> figure.measure().of(one).stream())
                            .average();
                    return noVerdict
                            .map(because -> figure.noVerdict(mean, because))
                            .orElseGet(() -> figure.judge(mean));
                })
                .toList();
    }
}
