package dev.reprise.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the folder of a run that never was: three classes, twelve test examples, as many epochs as wanted. */
public final class MadeUpRun {
    /** Class by class: right 3 of 4; right 4 of 4; right 2 of 4, the others taken for class 0. */
    private static final int[][] TOLD = {
        {0, 0}, {1, 1}, {2, 2}, {0, 0}, {1, 1}, {2, 0}, {0, 0}, {1, 1}, {2, 0}, {0, 1}, {1, 1}, {2, 2}
    };

    private MadeUpRun() {}

    public static Path write(Path runs, String experiment, int seed, int epochs, List<String> classes)
            throws IOException {
        Path folder = Files.createDirectories(runs.resolve(experiment).resolve("20260101-000000-seed" + seed));
        Files.writeString(folder.resolve("experiment.json"), """
                {"format": 1,
                 "experiment": {"name": "%s", "text": "a-text", "section": "a <b>section</b>", "toSee": "that it learns",
                   "dataset": "made-up", "layers": [{"type": "flatten"}, {"type": "linear", "units": 3}],
                   "updateRule": {"type": "sgd", "learningRate": %s}, "epochs": %d},
                 "overridden": {}, "synthetic": false, "provenance": {"seed": %d, "dataset": "made-up"}}
                """.formatted(experiment, 0.1 * seed, epochs, seed));
        Files.writeString(folder.resolve("result.json"), """
                {"format": 1, "experiment": "%s", "seed": %d, "status": "finished", "epochs": %d, "novelty": [1, 2],
                 "final": {"train": {"loss": 0.2, "accuracy": 0.9}, "test": {"loss": 0.3, "accuracy": 0.75}},
                 "seen": [{"toSee": "the loss falls", "held": true, "why": "from 1.1 to 0.2"}],
                 "perClass": [%s],
                 "figures": [{"name": "test accuracy", "published": 0.76, "tolerance": 0.02, "reason": "two digits",
                              "measured": 0.75, "verdict": "reproduced", "note": "by one seed"}]}
                """.formatted(
                        experiment,
                        seed,
                        epochs,
                        classes.stream()
                                .map(name -> "{\"class\": \"" + name.replace("\"", "\\\"") + "\"}")
                                .collect(Collectors.joining(", "))));
        Files.writeString(
                folder.resolve("epochs.csv"),
                "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,weight_norm,seconds\n"
                        + IntStream.rangeClosed(1, epochs)
                                .mapToObj(epoch -> String.format(
                                        Locale.ROOT,
                                        "%d,0.1,%.4f,%.4f,,,%.4f,%.4f,%.3f,1.500\n",
                                        epoch,
                                        1.1 / epoch,
                                        1 - 0.5 / epoch,
                                        1.2 / epoch,
                                        1 - 0.6 / epoch,
                                        5 + 0.1 * epoch))
                                .collect(Collectors.joining()));
        Files.writeString(
                folder.resolve("steps.csv"),
                "iteration,loss\n"
                        + IntStream.rangeClosed(1, 40)
                                .mapToObj(step -> String.format(Locale.ROOT, "%d,%.4f\n", step, 1.1 / step))
                                .collect(Collectors.joining()));
        Files.writeString(
                folder.resolve("predictions.csv"),
                "index,label,predicted,p0,p1,p2\n"
                        + IntStream.range(0, TOLD.length)
                                .mapToObj(i -> i + "," + TOLD[i][0] + "," + TOLD[i][1] + ","
                                        + IntStream.range(0, 3)
                                                .mapToObj(k -> k == TOLD[i][1] ? "0.8" : "0.1")
                                                .collect(Collectors.joining(","))
                                        + "\n")
                                .collect(Collectors.joining()));
        return folder;
    }
}
