package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.reprise.files.Json;
import dev.reprise.net.Golden;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime computes from exported files what the trainer did. */
class OnnxFileTest {
    @TempDir
    private Path temp;

    static Stream<NetDescription> nets() {
        return SampleNets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void onnxRuntimeGivesTheGoldenOutputs(NetDescription description) throws OrtException {
        Golden golden = SampleNets.save(temp, description).golden();
        List<float[]> expected = description.classes().isEmpty() ? golden.outputs() : golden.probabilities();
        float[][] actual = outputs(golden.inputs());
        assertThat(actual).hasNumberOfRows(expected.size());
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).containsExactly(expected.get(i), within(1e-5f));
        }
    }

    @Test
    void aBatchMayHaveAnySize() throws OrtException {
        Golden golden = SampleNets.save(temp, SampleNets.image()).golden();
        assertThat(outputs(golden.inputs().subList(0, 1))[0])
                .containsExactly(golden.probabilities().get(0), within(1e-5f));
    }

    @Test
    void theFileSaysWhatItTakesAndGives() throws OrtException {
        SavedNet saved = SampleNets.save(temp, SampleNets.image());
        try (OrtSession session = session(ExportedNet.of(saved))) {
            assertThat(session.getInputInfo().get("pixels").getInfo())
                    .hasToString("TensorInfo(javaType=UINT8,onnxType=ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8,"
                            + "shape=[-1, 1, 12, 12],dimNames=[batch,\"\",\"\",\"\"])");
            assertThat(session.getOutputNames()).containsExactly("probabilities");
            String classes = session.getMetadata().getCustomMetadata().get("classes");
            assertThat(classes)
                    .isEqualTo(
                            Json.MAPPER.writeValueAsString(saved.description().classes()));
        }
    }

    static Stream<NetDescription> classifiers() {
        return nets().filter(net -> !net.classes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void quantizedFilesComputeWhatTheRestoredNetDoes(NetDescription description) throws Exception {
        SavedNet saved = SampleNets.save(temp.resolve("run"), description);
        for (Quantization quantization : List.of(Quantization.FLOAT16, Quantization.INT8)) {
            ExportedNet net = ExportedNet.of(saved).quantized(quantization);
            List<float[]> inputs = saved.golden().inputs();
            List<float[]> expected =
                    QuantizationTest.restoredProbabilities(net, temp.resolve(quantization.toString()), inputs);
            float[][] actual = outputs(net, inputs);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).containsExactly(expected.get(i), within(1e-5f));
            }
        }
    }

    private float[][] outputs(List<float[]> inputs) throws OrtException {
        return outputs(ExportedNet.of(SavedNet.open(temp)), inputs);
    }

    /** What ONNX Runtime computes from an exported net. */
    static float[][] outputs(ExportedNet net, List<float[]> inputs) throws OrtException {
        try (OrtSession session = session(net);
                OnnxTensor tensor = tensor(inputs, net.description().input());
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    private static OrtSession session(ExportedNet net) throws OrtException {
        return OrtEnvironment.getEnvironment().createSession(ExportFormat.ONNX.encode(net));
    }

    private static OnnxTensor tensor(List<float[]> inputs, Shape input) throws OrtException {
        long[] shape = LongStream.concat(LongStream.of(inputs.size()), LongStream.of(input.getShape()))
                .toArray();
        if (input.dimension() == 3) {
            ByteBuffer pixels = ByteBuffer.allocateDirect((int) (inputs.size() * input.size()));
            inputs.forEach(row -> {
                for (float value : row) {
                    pixels.put((byte) (int) value);
                }
            });
            return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels.flip(), shape, OnnxJavaType.UINT8);
        }
        FloatBuffer values = FloatBuffer.allocate((int) (inputs.size() * input.size()));
        inputs.forEach(values::put);
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values.flip(), shape);
    }
}
