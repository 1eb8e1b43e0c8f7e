package dev.reprise.app.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Net;
import dev.reprise.testkit.KnownNets;
import dev.reprise.testkit.RealData;
import dev.reprise.testkit.Slow;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Run;
import dev.reprise.training.run.RunOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvNetTest {
    @TempDir
    private Path out;

    @Test
    void hasTheParametersThatTheTextPrints() {
        assertThat(new Net(new Shape(1, 28, 28), ConvNet.EXPERIMENT.net().layers()).parameterCount())
                .isEqualTo(1_199_882);
    }

    @Test
    void takesColorWith12544InputsToTheFirstLinearLayer() {
        Net net = new Net(new Shape(3, 32, 32), ConvNetCifar.EXPERIMENT.net().layers());
        assertThat(net.parameterShapes()).containsEntry("8.linear.weight", new Shape(128, 12_544));
    }

    @Test
    void isTheNetOfTheTestsAndBenchmarksOfOtherModules() {
        assertThat(new Net(new Shape(1, 28, 28), ConvNet.EXPERIMENT.net().layers()))
                .hasToString(KnownNets.CONV_NET);
    }

    @Test
    @Slow
    @RealData
    void reproducesTheTextAfterOneEpoch() {
        RunOptions options = new RunOptions(
                Optional.of(Path.of(System.getenv("REPRISE_DATA"))),
                OptionalInt.empty(),
                1,
                "cpu",
                OptionalInt.empty(),
                out);
        RunOutcome outcome =
                Run.run(ConvNet.EXPERIMENT, Request.of(Overrides.none(), options), Progress.silent(), () -> false);
        assertThat(outcome.scores().orElseThrow().test().accuracy().orElseThrow())
                .isGreaterThanOrEqualTo(0.98);
        assertThat(outcome.verdicts()).singleElement().asString().endsWith(": reproduced");
    }
}
