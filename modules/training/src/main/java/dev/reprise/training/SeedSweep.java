package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** An experiment once for each of several random seeds, and the verdict on the mean of its figures. */
public final class SeedSweep {
    private SeedSweep() {}

    /** What came of the sweep: its folder, the spread of each measure, the mean beside each published figure. */
    public record Outcome(Path folder, List<Spread> spreads, List<Judgement> judgements) {

        /** What a person reads of it. */
        public List<String> lines() {
            return Stream.of(spreads.stream(), judgements.stream(), Stream.of("sweep: " + folder))
                    .flatMap(part -> part)
                    .map(Object::toString)
                    .toList();
        }
    }

    private record Row(long seed, String folder, String status, Optional<FinalScores> scores) {
        static final String HEADER =
                "seed,status," + "train_loss,train_accuracy,validation_accuracy,test_loss,test_accuracy,folder";

        String csv() {
            StringBuilder line = new StringBuilder(seed + "," + status);
            for (Measure measure : Measure.values()) {
                OptionalDouble value = value(measure);
                line.append(',').append(value.isPresent() ? Float.toString((float) value.getAsDouble()) : "");
            }
            return line + "," + folder;
        }

        OptionalDouble value(Measure measure) {
            return scores.map(measure::of).orElse(OptionalDouble.empty());
        }
    }

    private record SweepRecord(
            int format,
            String experiment,
            long firstSeed,
            int runs,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Spread> spreads,
            List<RunResult.JudgedFigure> figures) {}

    /**
     * Runs with {@code runs} seeds, from the options' seed on. Writes {@code sweep.csv}, a line a run as each ends, and
     * {@code sweep.json} into {@code <out>/<experiment>/<time>-sweep/}. A run that diverges is a line, not the end.
     */
    public static Outcome run(
            Experiment experiment,
            Overrides overrides,
            RunOptions options,
            int runs,
            Progress progress,
            BooleanSupplier stop) {
        List<Row> rows = new ArrayList<>();
        List<Judgement> single = List.of();
        Optional<RunFolder> folder = Optional.empty(); // made when the first run has shown that there is no mistake
        for (int i = 0; i < runs && !stop.getAsBoolean(); i++) {
            RunOptions ofRun = options.withSeed(options.seed() + i);
            try {
                Run.Outcome outcome = Run.run(experiment, overrides, ofRun, progress, stop);
                String status = outcome.scores().isPresent() ? "finished" : "interrupted";
                rows.add(new Row(ofRun.seed(), outcome.folder().toString(), status, outcome.scores()));
                single = outcome.judgements().isEmpty() ? single : outcome.judgements();
            } catch (DivergedException e) {
                progress.warning(e.getMessage());
                rows.add(new Row(ofRun.seed(), "", "diverged", Optional.empty()));
            }
            if (folder.isEmpty()) {
                folder = Optional.of(RunFolder.create(options.out(), experiment.name(), "sweep"));
                folder.get().append("sweep.csv", List.of(Row.HEADER));
            }
            folder.get().append("sweep.csv", List.of(rows.get(i).csv()));
        }
        return finish(folder.orElseThrow(), experiment, options, runs, rows, single);
    }

    private static Outcome finish(
            RunFolder folder,
            Experiment experiment,
            RunOptions options,
            int runs,
            List<Row> rows,
            List<Judgement> single) {
        List<Spread> spreads = spreads(rows);
        long finished = rows.stream().filter(row -> row.scores().isPresent()).count();
        String because = finished == runs ? "" : "only " + finished + " of " + runs + " runs finished";
        List<Judgement> judgements = single.stream()
                .map(judgement -> onMean(judgement, spreads, because))
                .toList();
        folder.json(
                "sweep.json",
                new SweepRecord(
                        RunRecord.FORMAT,
                        experiment.name(),
                        options.seed(),
                        rows.size(),
                        spreads,
                        judgements.stream().map(RunResult.JudgedFigure::of).toList()));
        return new Outcome(folder.path(), spreads, judgements);
    }

    private static List<Spread> spreads(List<Row> rows) {
        List<Spread> spreads = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            double[] values = rows.stream()
                    .flatMapToDouble(row -> row.value(measure).stream())
                    .toArray();
            if (values.length > 0) {
                spreads.add(Spread.of(measure, values));
            }
        }
        return spreads;
    }

    private static Judgement onMean(Judgement single, List<Spread> spreads, String unfinished) {
        OptionalDouble mean = spreads.stream()
                .filter(spread -> spread.measure() == single.figure().measure())
                .mapToDouble(Spread::mean)
                .findFirst();
        String because = single.because().isEmpty() ? unfinished : single.because();
        return because.isEmpty() ? single.figure().judge(mean) : single.figure().noVerdict(mean, because);
    }
}
