package dev.reprise.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptModule;
import dev.reprise.net.torchscript.ScriptText;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {
    private static final FloatArray MEAN = FloatArray.of(10, 20);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Scaling> scalings() {
        return Stream.of(
                new Scaling.None(),
                new Scaling.ZeroToOne(),
                new Scaling.Normalized(List.of(0.1307f), List.of(0.3081f)),
                new Scaling.MeanImage(MEAN),
                new Scaling.Standardized(MEAN, FloatArray.of(2, 4)),
                new Scaling.Projection(MEAN, FloatArray.of(0.5f, 0.25f), 1));
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void rawValuesStayAsTheyAre(Scaling scaling) {
        NDArray raw = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));

        float[] scaled = scaling.on(manager).apply(raw).toFloatArray();
        float[] byProgram = byProgram(scaling, raw);

        assertThat(byProgram).hasSameSizeAs(scaled);
        assertThat(raw.toFloatArray()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void programGivesTheSameValues(Scaling scaling) {
        NDArray rows = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
        NDArray pixels = manager.create(ByteBuffer.wrap(new byte[] {1, 2, 3, -1}), new Shape(2, 2), DataType.UINT8);

        for (NDArray raw : List.of(rows, pixels)) {
            float[] expected = scaling.on(manager).apply(raw).toFloatArray();
            float[] actual = byProgram(scaling, raw);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    private float[] byProgram(Scaling scaling, NDArray raw) {
        ScriptText text = new ScriptText();
        String scaled = scaling.write(
                new ForwardText(text, ForwardText.Mode.EVALUATION, "parameters", DataType.FLOAT32), "raw");
        text.line("return " + scaled);
        NDList arguments = new NDList(raw);
        scaling.constants(manager).forEach(constant -> {
            constant.setName("constants[]");
            arguments.add(constant);
        });
        String constants = arguments.size() > 1 ? ", constants: List[Tensor]" : "";
        try (ScriptModule module =
                ScriptModule.load("  def scaled(self, raw: Tensor" + constants + ") -> Tensor:\n" + text, manager)) {
            return module.call("scaled", manager, arguments).singletonOrThrow().toFloatArray();
        }
    }
}
