package dev.reprise.report;

import dev.reprise.testkit.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files of a run are reported on, or refused by {@link ReportException}, never anything else. */
class FuzzTest {
    private static final Map<String, String> FILES =
            Map.of("result.json", """
            {"format": 1, "experiment": "conv-net", "seed": 7, "status": "finished", "epochs": 2,
             "final": {"train": {"loss": 0.05, "accuracy": 0.98}, "test": {"loss": 0.05, "accuracy": 0.98}},
             "selected": {"epoch": 2, "by": "last"},
             "perClass": [{"class": "0", "precision": 0.99, "recall": 0.99, "f1": 0.99, "support": 980}],
             "confusion": [[970, 10], [3, 997]],
             "figures": [{"name": "test accuracy", "published": 0.98, "tolerance": 0.01, "reason": "r",
                          "measured": 0.983, "verdict": "reproduced"}]}
            """, "experiment.json", """
            {"format": 1, "experiment": {"name": "conv-net"}, "overridden": {}, "limit": null, "synthetic": false,
             "provenance": {"seed": 7, "dataset": "mnist"}}
            """, "epochs.csv", """
            epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,weight_norm,seconds
            1,0.1,0.5,0.85,,,0.5,0.85,11.5,3.250
            2,0.1,0.4,0.87,,,0.4,0.87,12.5,3.125
            """);

    @TempDir
    private Path run;

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "experiment.json", "epochs.csv"})
    void aFileOfARun(String name) throws Exception {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(run.resolve(file.getKey()), file.getValue());
        }
        Fuzz.read(
                "report " + name,
                ReportException.class,
                bytes -> {
                    Files.write(run.resolve(name), bytes);
                    ResultsTable.of(List.of(RecordedRun.read(run))).markdown();
                },
                FILES.get(name).getBytes(StandardCharsets.UTF_8));
    }
}
