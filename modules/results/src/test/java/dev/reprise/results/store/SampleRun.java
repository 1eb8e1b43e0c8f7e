package dev.reprise.results.store;

import dev.reprise.files.Json;
import dev.reprise.results.CheckResult;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A run of two epochs over two classes, as the writers write it. */
final class SampleRun {
    static final Predictions PREDICTIONS = Predictions.of(
            new int[] {0, 1, 1}, List.of(new float[] {0.9f, 0.1f}, new float[] {0.4f, 0.6f}, new float[] {1, 0}), 2);
    static final List<EpochRow> EPOCHS = List.of(epoch(1), epoch(2));

    private SampleRun() {}

    /** Writes a whole folder of a run that finished. */
    static RunFolder write(RunStore store, String name, long seed) {
        RunFolder folder = unfinished(store, name, seed);
        folder.write(result(name, seed));
        folder.write(PREDICTIONS);
        return folder;
    }

    /** Writes what a run has before it ends. */
    static RunFolder unfinished(RunStore store, String name, long seed) {
        RunFolder folder = store.create(name, seed);
        folder.write(record(name, seed));
        folder.startTables();
        EPOCHS.forEach(folder::append);
        folder.appendLosses(1, new float[] {0.7f, 0.5f, 0.4f}, 1);
        return folder;
    }

    static RunRecord record(String name, long seed) {
        return new RunRecord(
                RunRecord.FORMAT,
                Json.MAPPER.readTree("""
                        {"name": "%s", "source": {"text": "a-text", "section": "一", "english": "One"},
                         "lookFor": "the loss falls", "training": {"epochs": 2, "optimizer": {"learningRate": 0.1}},
                         "published": {"values": [], "claims":
                           [{"measure": "test accuracy", "relation": "above", "than": "other"}]}}
                        """.formatted(name)),
                Map.of("units", "4"),
                Map.of("epochs", "3 → 2"),
                OptionalInt.of(100),
                false,
                new Provenance(
                        seed,
                        "mnist",
                        Map.of("images", "00ff"),
                        "1.0",
                        "abc",
                        "0.36",
                        "2.7",
                        "",
                        "17",
                        "Linux amd64",
                        2,
                        "cpu",
                        1,
                        "channels-last"));
    }

    static RunResult result(String name, long seed) {
        return new RunResult(
                RunResult.FORMAT,
                name,
                seed,
                RunStatus.FINISHED,
                2,
                Optional.of(new FinalScores(scores(0.4), Optional.of(scores(0.45)), scores(0.5))),
                Optional.of(new RunResult.SelectedEpoch(2, "last")),
                List.of(new ClassScores("a", 0.5, 1, 2 / 3.0, 1)),
                Optional.of(new ConfusionMatrix(List.of(List.of(1, 0), List.of(1, 1)))),
                List.of(0.5f, -1.25f),
                List.of(
                        PublishedValue.published(Measure.TEST_ACCURACY, 0.6)
                                .within(0.1, "one digit")
                                .judge(OptionalDouble.of(0.5), Optional.empty()),
                        PublishedValue.published(Measure.TEST_LOSS, 0.6)
                                .fitted()
                                .within(0.1, "one digit")
                                .judge(OptionalDouble.empty(), Optional.empty())),
                List.of(new CheckResult("the loss falls", true, "from 0.7 to 0.4")),
                List.of("a line"));
    }

    private static EpochRow epoch(int number) {
        return new EpochRow(
                number, 0.1, scores(0.6 / number), Optional.of(scores(0.7 / number)), scores(0.8 / number), 11.5, 1.25);
    }

    private static Scores scores(double loss) {
        return new Scores(loss, OptionalDouble.of(1 - loss / 2));
    }
}
