package dev.reprise.report;

import dev.reprise.files.Json;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Claim;
import dev.reprise.results.ClassScores;
import dev.reprise.results.EpochRow;
import dev.reprise.results.FinalScores;
import dev.reprise.results.Measure;
import dev.reprise.results.Predictions;
import dev.reprise.results.Provenance;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.Scores;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Writes the folder of a synthetic run: three classes, twelve test examples, as many epochs as wanted. */
public final class SyntheticRun {
    /** Class by class: right 3 of 4; right 4 of 4; right 2 of 4, the others predicted as class 0. */
    private static final int[][] LABELS_AND_PREDICTIONS = {
        {0, 0}, {1, 1}, {2, 2}, {0, 0}, {1, 1}, {2, 0}, {0, 0}, {1, 1}, {2, 0}, {0, 1}, {1, 1}, {2, 2}
    };

    private final String name;
    private final long seed;
    private int epochs = 1;
    private List<String> classes = List.of("a", "b", "c");
    private double accuracy = 0.75;
    private PublishedValue published =
            PublishedValue.published(Measure.TEST_ACCURACY, 0.76).within(0.02, "two digits");
    private RunStatus status = RunStatus.FINISHED;
    private Map<String, String> overridden = Map.of();
    private Map<String, String> trial = Map.of();
    private List<Claim> claims = List.of();

    private SyntheticRun(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    public static SyntheticRun of(String name, long seed) {
        return new SyntheticRun(name, seed);
    }

    public SyntheticRun epochs(int number) {
        epochs = number;
        return this;
    }

    public SyntheticRun classes(List<String> names) {
        classes = names;
        return this;
    }

    SyntheticRun accuracy(double measured) {
        accuracy = measured;
        return this;
    }

    SyntheticRun published(PublishedValue value) {
        published = value;
        return this;
    }

    SyntheticRun status(RunStatus end) {
        status = end;
        return this;
    }

    SyntheticRun overridden(Map<String, String> changes) {
        overridden = changes;
        return this;
    }

    SyntheticRun trial(Map<String, String> values) {
        trial = values;
        return this;
    }

    SyntheticRun claims(Claim... all) {
        claims = List.of(all);
        return this;
    }

    public Path writeInto(Path runs) {
        RunFolder folder = new RunStore(runs).create(name, seed);
        folder.write(record());
        folder.write(result());
        folder.startTables();
        IntStream.rangeClosed(1, epochs).mapToObj(this::row).forEach(folder::append);
        float[] losses = new float[40];
        for (int step = 1; step <= losses.length; step++) {
            losses[step - 1] = 1.1f / step;
        }
        folder.appendLosses(1, losses, 1);
        folder.write(predictions());
        return folder.path();
    }

    private RunRecord record() {
        Map<String, Object> experiment = Map.of(
                "name",
                name,
                "source",
                Map.of("text", "a-text", "section", "a <b>节</b>", "english", "a section"),
                "lookFor",
                "that it learns",
                "training",
                Map.of("optimizer", Map.of("type", "sgd", "learningRate", 0.1 * seed), "epochs", epochs),
                "published",
                Map.of("values", List.of(published), "claims", claims));
        return new RunRecord(
                RunRecord.FORMAT,
                Json.MAPPER.valueToTree(experiment),
                trial,
                overridden,
                OptionalInt.empty(),
                false,
                new Provenance(seed, "a-set", Map.of(), "1.0", "abc", "0", "2", "", "17", "Linux", 2, "cpu", 1, ""));
    }

    private RunResult result() {
        EpochRow last = row(epochs);
        return new RunResult(
                RunResult.FORMAT,
                name,
                seed,
                status,
                epochs,
                Optional.of(new FinalScores(last.train(), Optional.empty(), last.test())),
                Optional.of(new RunResult.SelectedEpoch(epochs, "last")),
                classes.stream().map(each -> new ClassScores(each, 0, 0, 0, 0)).toList(),
                Optional.empty(),
                List.of(),
                List.of(published.judge(OptionalDouble.of(accuracy), Optional.empty())),
                List.of(new CheckResult("the loss falls", true, "from 1.1 to 0.2")),
                List.of());
    }

    /** The test accuracy of the last epoch is the one wanted. */
    private EpochRow row(int epoch) {
        return new EpochRow(
                epoch,
                0.1,
                new Scores(1.1 / epoch, OptionalDouble.of(1 - 0.5 / epoch)),
                Optional.empty(),
                new Scores(1.2 / epoch, OptionalDouble.of(accuracy * epoch / epochs)),
                5 + 0.1 * epoch,
                30);
    }

    private static Predictions predictions() {
        return Predictions.of(
                IntStream.range(0, LABELS_AND_PREDICTIONS.length)
                        .map(i -> LABELS_AND_PREDICTIONS[i][0])
                        .toArray(),
                IntStream.range(0, LABELS_AND_PREDICTIONS.length)
                        .mapToObj(i -> {
                            float[] probabilities = {0.1f, 0.1f, 0.1f};
                            probabilities[LABELS_AND_PREDICTIONS[i][1]] = 0.8f;
                            return probabilities;
                        })
                        .toList(),
                3);
    }
}
