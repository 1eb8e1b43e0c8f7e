package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizationTest {
    @Test
    void int8IsWithinHalfAStepOfEachUnitsScale() {
        float[] values = new float[300];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i < 100 ? 10 : i < 200 ? 0.001f : 0);
        }
        StoredTensor stored = Quantization.INT8.store("w", Tensor.of(List.of(3L, 100L), values));
        float[] scales = stored.scales().orElseThrow().toFloats();
        float[] restored = stored.restored().toFloats();

        assertThat(stored.values().bytes().remaining()).isEqualTo(300);
        for (int i = 0; i < values.length; i++) {
            assertThat(restored[i]).isCloseTo(values[i], within(0.5001f * scales[i / 100]));
        }
        assertThat(restored).endsWith(new float[100]);
    }

    @Test
    void float16IsTheNearestHalf() {
        // From numpy.float32([...]).astype(numpy.float16).astype(numpy.float32) of NumPy 2.4.
        float[] values = {1.0009766f, 1.0004883f, 1.0014648f, 65519, 6e-8f, 2.98e-8f, -0.1f, 6.1e-5f, 0, -0f};
        float[] nearest = {1.0009766f, 1, 1.0019531f, 65504, 5.9604645e-8f, 0, -0.099975586f, 0.00006097555f, 0, -0f};
        assertThat(Tensor.ofHalves(List.of(10L), values).toFloats()).isEqualTo(nearest);
    }

    @Test
    void biasesStayFloat32() {
        Tensor bias = Tensor.of(List.of(2L), 0.1f, 0.2f);
        assertThat(Quantization.INT8.store("b", bias).values()).isSameAs(bias);
        assertThat(Quantization.FLOAT16.store("b", bias).values()).isSameAs(bias);
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Quantization.FLOAT16.store("0.weight", Tensor.of(List.of(1L, 2L), 1, -70000)))
                .isInstanceOf(NetException.class)
                .hasMessage("0.weight has the weight -70000.0, but float16 ends at 65504: use --quantize int8 or none");
        assertThatThrownBy(() -> Quantization.INT8.store("0.weight", Tensor.of(List.of(1L, 1L), Float.NaN)))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("0.weight has a weight that is no finite number");
    }

    /** What the net computes whose weights are those that a reader of the file gets. */
    static List<float[]> restoredProbabilities(ExportedNet net, Path folder, List<float[]> inputs) throws IOException {
        net.restored().save(folder.resolve("model"));
        try (LoadedNet loaded = SavedNet.open(folder).load(Device.cpu())) {
            return loaded.probabilities(inputs);
        }
    }
}
