package dev.reprise.net;

import static dev.reprise.net.LayerVocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.initializer.NormalInitializer;
import dev.reprise.testkit.SpecialFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedNetTest {
    private static final Shape IMAGE = new Shape(1, 12, 12);
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    static final List<Layer> LAYERS = List.of(
            conv(4, 3),
            batchNorm(0.1, 1e-5),
            relu(),
            maxPool(2),
            dropout(0.5),
            flatten(),
            maxout(8, 2),
            linear(10),
            logSoftmax());

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void save() throws IOException {
        folder = temp.resolve("model");
        save(folder, classifier("net", new Scaling.Normalized(List.of(0.13f), List.of(0.3f)), LAYERS), DataType.UINT8);
    }

    @Test
    void aFileThatIsTooLargeOrNoFileIsRefused() throws IOException {
        Path json = folder.resolve("golden.json");
        SpecialFiles.sparse(json, 10L << 30);
        assertThatThrownBy(this::golden)
                .isInstanceOf(NetException.class)
                .hasMessage(json + " cannot be read: has 10737418240 bytes, expected at most 67108864");
        Files.delete(json);
        Files.createDirectory(json);
        assertThatThrownBy(this::golden).hasMessage(json + " cannot be read: is no regular file");
    }

    @Test
    void namesThatWouldSteerATerminalAreRefused() throws IOException {
        Path json = folder.resolve("net.json");
        String whole = Files.readString(json);
        for (String name : List.of("\\u001b[2J", "a\\nb", "\\u202eevil", "\\u009b31m")) {
            Files.writeString(json, whole.replace("\"classes\" : [ \"0\"", "\"classes\" : [ \"" + name + "\""));
            assertThatThrownBy(() -> SavedNet.open(folder))
                    .isInstanceOf(NetException.class)
                    .hasMessageContaining("no control characters");
        }
    }

    @Test
    void reopenedNetPutsOutWhatTheSavedOneDid() {
        SavedNet saved = SavedNet.open(folder);
        Golden golden = golden();
        try (LoadedNet net = saved.load(Device.cpu())) {
            List<float[]> outputs = net.outputs(golden.inputs());
            List<float[]> probabilities = net.imageProbabilities(
                    golden.inputs().stream().map(SavedNetTest::bytes).toList());
            for (int i = 0; i < 3; i++) {
                assertThat(outputs.get(i))
                        .containsExactly(golden.outputs().get(i), within(1e-5f)); // the layout differs
                assertThat(probabilities.get(i))
                        .containsExactly(golden.probabilities().get(i), within(1e-6f));
            }
        }
    }

    @Test
    void opensAsTheRunFolderThatHoldsIt() {
        assertThat(SavedNet.open(temp).description())
                .isEqualTo(SavedNet.open(folder).description());
    }

    static Stream<Layer> lastLayers() {
        return Stream.of(relu(), softmax(), logSoftmax());
    }

    @ParameterizedTest
    @MethodSource("lastLayers")
    void stockCriteriaClassifiesTheGoldenImages(Layer last) throws Exception {
        Path path = temp.resolve("stock");
        Scaling scaling = new Scaling.Normalized(List.of(0.13f), List.of(0.3f));
        save(path, classifier("stock", scaling, List.of(flatten(), linear(10), last)), DataType.UINT8);
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(path)
                .optDevice(Device.cpu())
                .build();
        Golden golden = SavedNet.open(path).golden();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            for (int i = 0; i < 3; i++) {
                BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
                picture.getRaster().setPixels(0, 0, 12, 12, golden.inputs().get(i));
                Classifications result =
                        predictor.predict(ImageFactory.getInstance().fromImage(picture));
                for (int k = 0; k < 10; k++) {
                    assertThat((float) result.get(CLASSES.get(k)).getProbability())
                            .isCloseTo(golden.probabilities().get(i)[k], within(1e-5f));
                }
            }
        }
    }

    @Test
    void stockCriteriaGivesTheOutputsOfARegression() throws Exception {
        Path path = temp.resolve("regression");
        NetDescription description = NetDescription.regression(
                "line",
                "synthetic",
                new Shape(4),
                new Scaling.None(),
                List.of(linear(1).withoutBias()));
        save(path, description, DataType.FLOAT32);
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(path)
                .optDevice(Device.cpu())
                .build();
        Golden golden = SavedNet.open(path).golden();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray rows = model.getNDManager().create(golden.inputs().toArray(new float[0][]));
            assertThat(predictor.predict(new NDList(rows)).singletonOrThrow().toFloatArray())
                    .containsExactly(
                            new float[] {
                                golden.outputs().get(0)[0],
                                golden.outputs().get(1)[0],
                                golden.outputs().get(2)[0]
                            },
                            within(1e-5f));
        }
    }

    static Stream<Scaling> scalings() {
        float[] mean = new float[144];
        float[] deviation = new float[144];
        float[] matrix = new float[144 * 5];
        for (int i = 0; i < matrix.length; i++) {
            mean[i % 144] = i % 7;
            deviation[i % 144] = 1 + i % 3;
            matrix[i] = (i % 11 - 5) / 100f;
        }
        return Stream.of(
                new Scaling.None(),
                new Scaling.ZeroToOne(),
                new Scaling.Normalized(List.of(0.13f), List.of(0.3f)),
                new Scaling.MeanImage(FloatArray.of(mean)),
                new Scaling.Standardized(FloatArray.of(mean), FloatArray.of(deviation)),
                new Scaling.Projection(FloatArray.of(mean), FloatArray.of(matrix), 5));
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void everyScalingIsSavedAndAppliedAgain(Scaling scaling) throws IOException {
        Path path = temp.resolve("scaled");
        List<Layer> layers = List.of(flatten(), linear(10));
        save(path, classifier("scaled", scaling, layers), DataType.UINT8);
        SavedNet saved = SavedNet.open(path);
        assertThat(saved.description().scaling()).isEqualTo(scaling);
        saved.load(Device.cpu()).close(); // proves the golden outputs
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void aNetOfFormat1Opens(Scaling scaling) throws IOException {
        Path path = temp.resolve("old");
        save(path, classifier("old", scaling, List.of(flatten(), linear(10))), DataType.UINT8);
        Path json = path.resolve("net.json");
        String old = Files.readString(json)
                .replace("\"format\" : 3", "\"format\" : 1")
                .replace("\"normalized\"", "\"normalised\"")
                .replace("\"standardized\"", "\"standardised\"")
                .replace("\"standardDeviation\"", "\"deviation\"");
        Files.writeString(json, old);
        assertThat(old).contains("\"format\" : 1").doesNotContain("standardDeviation\"");
        assertThat(SavedNet.open(path).description().scaling()).isEqualTo(scaling);
    }

    @Test
    void refusesToOverwriteANet() {
        assertThatThrownBy(() -> save(folder, classifier("net", new Scaling.None(), LAYERS), DataType.UINT8))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(folder + " already exists");
    }

    @Test
    void refusesAFolderWithoutANet() {
        refuses(temp.resolve("nothing"), "holds no saved net");
    }

    @Test
    void refusesAnEmptyParamsFile() throws IOException {
        Files.write(params(), new byte[0]);
        refuses(folder, "expected DJL@ at the start, got an empty file");
    }

    @Test
    void refusesATruncatedParamsFile() throws IOException {
        byte[] bytes = Files.readAllBytes(params());
        Files.write(params(), java.util.Arrays.copyOf(bytes, bytes.length - 10));
        refuses(folder, "ends before the last parameter");
    }

    @Test
    void refusesTheParamsOfAnotherNetAndNamesBothShapes() throws IOException {
        Path other = temp.resolve("other");
        List<Layer> wider =
                Stream.concat(Stream.of(conv(5, 3)), LAYERS.stream().skip(1)).toList();
        save(other, classifier("net", new Scaling.None(), wider), DataType.UINT8);
        Files.copy(other.resolve("net-0000.params"), params(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(folder, "expected 1.conv.weight as (4, 1, 3, 3), got (5, 1, 3, 3)");
    }

    @Test
    void refusesDamagedParams() throws IOException {
        byte[] bytes = Files.readAllBytes(params());
        bytes[bytes.length - 1] ^= 1;
        Files.write(params(), bytes);
        refuses(folder, "is damaged or was changed");
    }

    @Test
    void refusesAParamsFileThatClaimsGigabytes() throws IOException {
        byte[] bytes = Files.readAllBytes(params());
        int length = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf('<') + 1;
        bytes[length] = 0x7f;
        Files.write(params(), bytes);
        refuses(folder, "bytes for 8.linear.bias");
    }

    @Test
    void refusesAnEditedDescription() throws IOException {
        edit("\"filters\" : 4", "\"filters\" : 6");
        refuses(folder, "the layers have parameters");
    }

    @Test
    void refusesAnUnknownLayer() throws IOException {
        edit("\"type\" : \"relu\"", "\"type\" : \"attention\"");
        refuses(folder, "attention");
    }

    @Test
    void refusesAnotherMeaningOfTheOutput() throws IOException {
        edit("\"output\" : \"log-probabilities\"", "\"output\" : \"probabilities\"");
        refuses(folder, "the last layer gives log-probabilities, not probabilities");
    }

    @Test
    void refusesGoldenInputsThatAreGone() throws IOException {
        Files.writeString(folder.resolve("golden.json"), "{\"inputs\":[],\"outputs\":[],\"probabilities\":[]}");
        SavedNet saved = SavedNet.open(folder);
        assertThatThrownBy(() -> saved.load(Device.cpu()))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("golden");
    }

    @Test
    void refusesClassNamesThatAreTheSameOrNone() {
        List<Layer> layers = List.of(flatten(), linear(2));
        for (List<String> names : List.of(
                List.of("a", "a"), List.of("a", " "), List.of("a", "b\u001b[31m"), List.of("a", "b".repeat(301)))) {
            assertThatThrownBy(() ->
                            NetDescription.classifier("two", "invented", IMAGE, new Scaling.None(), layers, names))
                    .isInstanceOf(NetException.class)
                    .hasMessageStartingWith("class names must ");
        }
    }

    @Test
    void refusesANewerFormat() throws IOException {
        edit("\"format\" : 3", "\"format\" : 4");
        refuses(folder, "format 1–3 expected, is 4: use a newer Reprise");
    }

    @Test
    void refusesAScalingFileOutsideTheFolder() throws IOException {
        Path path = temp.resolve("scaled");
        Scaling mean = new Scaling.MeanImage(FloatArray.of(new float[144]));
        save(path, classifier("scaled", mean, List.of(flatten(), linear(10))), DataType.UINT8);
        Path json = path.resolve("net.json");
        Files.writeString(json, Files.readString(json).replace("mean.npy", "../mean.npy"));
        refuses(path, "expected the name of an .npy file");
    }

    @Test
    void refusesANetThatNoLongerGivesItsGoldenOutputs() throws IOException {
        Path json = folder.resolve("golden.json");
        Files.writeString(
                json, Files.readString(json).replaceFirst("\"outputs\" : \\[ \\[ -?[0-9]", "\"outputs\" : [ [ 99"));
        SavedNet saved = SavedNet.open(folder);
        assertThatThrownBy(() -> saved.load(Device.cpu()))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("golden input 0");
    }

    static NetDescription classifier(String name, Scaling scaling, List<Layer> layers) {
        return NetDescription.classifier(name, "synthetic", IMAGE, scaling, layers, CLASSES);
    }

    static void save(Path path, NetDescription description, DataType type) throws IOException {
        try (Model model = Model.newInstance(description.name(), Device.cpu(), "PyTorch")) {
            Block block = description.net().toBlock();
            block.setInitializer(new NormalInitializer(0.3f), Parameter.Type.WEIGHT);
            block.initialize(
                    model.getNDManager(),
                    DataType.FLOAT32,
                    new Shape(1).addAll(description.net().input()));
            model.setBlock(block);
            NDArray raw = model.getNDManager()
                    .randomUniform(0, 256, new Shape(3).addAll(description.input()))
                    .toType(type, false);
            SavedNet.save(path, description, model, raw);
        }
    }

    private Golden golden() {
        return SavedNet.open(folder).golden();
    }

    private Path params() {
        return folder.resolve("net-0000.params");
    }

    private void edit(String from, String to) throws IOException {
        Path json = folder.resolve("net.json");
        String text = Files.readString(json);
        assertThat(text).contains(from);
        Files.writeString(json, text.replace(from, to));
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> SavedNet.open(path))
                .isInstanceOf(NetException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private static byte[] bytes(float[] pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) pixels[i];
        }
        return bytes;
    }
}
