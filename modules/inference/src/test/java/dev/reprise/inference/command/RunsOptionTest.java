package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.inference.SmallNets;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs count as finished. */
class RunsOptionTest {
    @TempDir
    private Path runs;

    private Path run;

    @BeforeEach
    void aRunThatWasKilledAfterItsNetWasSaved() throws IOException {
        run = runs.resolve("digits/20260101-120000-seed1");
        SmallNets.digits(run);
        Files.writeString(run.resolve("experiment.json"), "{}");
    }

    @Test
    void aRunThatHasNotFinishedIsNotUsedUnlessItsNetIsNamed() throws IOException {
        RunStore store = new RunStore(runs);
        assertThatThrownBy(() -> store.findNet(run.toString()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("run --resume " + run);
        assertThatThrownBy(() -> store.findNet("digits")).hasMessageStartingWith("no finished run of digits");
        assertThat(store.findNet(run.resolve("model").toString())).isEqualTo(run.resolve("model"));

        Files.writeString(run.resolve("result.json"), "{\"status\": \"finished\"}");
        assertThat(store.findNet("digits")).isEqualTo(run);
        assertThat(store.findNet(run.toString())).isEqualTo(run);
    }

    @Test
    void aMutatedResultIsFinishedOrNot() throws Exception {
        Fuzz.read(
                "result.json of a saved run",
                RunException.class,
                bytes -> {
                    Files.write(run.resolve("result.json"), bytes);
                    EvaluateCommand.seedOf(new RunStore(runs).findNet(run.toString()));
                },
                "{\"format\": 1, \"seed\": 7, \"status\": \"finished\"}".getBytes(StandardCharsets.UTF_8));
    }
}
