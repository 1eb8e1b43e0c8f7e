package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.net.NetException;
import dev.reprise.testkit.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs count as finished. */
class SavedRunTest {
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
    void aRunThatIsNotFinishedIsNotUsedUnlessItsNetIsNamed() throws IOException {
        assertThatThrownBy(() -> SavedRun.find(run.toString(), runs))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("is a run that is not finished: go on with it by run --resume " + run);
        assertThatThrownBy(() -> SavedRun.find("digits", runs)).hasMessageStartingWith("no finished run of digits");
        assertThat(SavedRun.find(run.resolve("model").toString(), runs).folder())
                .isEqualTo(run.resolve("model"));

        Files.writeString(run.resolve("result.json"), "{\"status\": \"finished\"}");
        assertThat(SavedRun.find("digits", runs).folder()).isEqualTo(run);
        assertThat(SavedRun.find(run.toString(), runs).folder()).isEqualTo(run);
    }

    @Test
    void aMutatedResultSaysFinishedOrNot() throws Exception {
        Fuzz.read(
                "result.json of a saved run",
                NetException.class,
                bytes -> {
                    Files.write(run.resolve("result.json"), bytes);
                    SavedRun.find(run.toString(), runs).seed();
                },
                "{\"format\": 1, \"seed\": 7, \"status\": \"finished\"}".getBytes(StandardCharsets.UTF_8));
    }
}
