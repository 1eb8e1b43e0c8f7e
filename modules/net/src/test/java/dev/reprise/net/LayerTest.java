package dev.reprise.net;

import static dev.reprise.net.LayerVocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptModule;
import dev.reprise.net.torchscript.ScriptText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every layer with its output in PyTorch (layers.py). */
class LayerTest {
    private static final NDIndex ALL = new NDIndex("..."); // copyTo and set(float[]) would have torch warn on stderr

    record Tensor(Shape shape, List<Float> values) {}

    record Case(String layer, Tensor input, List<List<Float>> parameters, List<Float> output) {
        @Override
        public String toString() {
            return layer;
        }

        Net net() {
            return Net.parse(input.shape.slice(1) + " | " + layer);
        }
    }

    /** The output of layers.py: PyTorch's version, the machine, and the cases. */
    record Reference(String torch, String machine, List<Case> layers) {}

    static List<Case> cases() throws IOException {
        try (InputStream in = LayerTest.class.getResourceAsStream("layers.json")) {
            return NetJson.MAPPER.readValue(in.readAllBytes(), Reference.class).layers();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void putsOutWhatPyTorchDoes(Case c) {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block = c.net().toBlock();
            block.initialize(manager, DataType.FLOAT32, c.input.shape);
            List<Parameter> parameters = new ArrayList<>(block.getParameters().values());
            for (int i = 0; i < c.parameters.size(); i++) {
                NDArray array = parameters.get(i).getArray();
                array.set(ALL, manager.create(floats(c.parameters.get(i)), array.getShape()));
            }
            NDArray input = manager.create(floats(c.input.values), c.input.shape);
            NDArray output = block.forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow();
            float[] actual = output.toFloatArray();
            assertThat(output.getShape().slice(1)).isEqualTo(c.net().output());
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(c.output.get(i), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void putsOutInAProgramWhatPyTorchDoes(Case c) {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<String> names = new ArrayList<>(c.net().parameterShapes().keySet());
            List<Shape> shapes = new ArrayList<>(c.net().parameterShapes().values());
            NDArray input = manager.create(floats(c.input.values), c.input.shape);
            NDList arguments = new NDList(input);
            String lists = "";
            for (int i = 0; i < c.parameters.size(); i++) {
                NDArray array = manager.create(floats(c.parameters.get(i)), shapes.get(i));
                String list = names.get(i).contains("running") ? "statistics" : "p";
                array.setName(list + "[]");
                arguments.add(array);
                lists += lists.contains(list) ? "" : ", " + list + ": List[Tensor]";
            }
            ScriptText text = new ScriptText();
            ForwardText forward = new ForwardText(text, ForwardText.Mode.EVALUATION, "p", DataType.FLOAT32);
            text.line("return " + c.net().layers().get(0).write(forward, "x"));
            ScriptModule module =
                    ScriptModule.load("  def output(self, x: Tensor" + lists + ") -> Tensor:\n" + text, manager);
            float[] actual =
                    module.call("output", manager, arguments).singletonOrThrow().toFloatArray();
            assertThat(actual).hasSize(c.output.size());
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(c.output.get(i), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void knowsItsParametersWithoutAnEngine(Case c) {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block = c.net().toBlock();
            block.initialize(manager, DataType.FLOAT32, c.input.shape);
            List<Shape> shapes = block.getParameters().values().stream()
                    .map(parameter -> parameter.getArray().getShape())
                    .toList();
            assertThat(c.net().parameterShapes().values()).containsExactlyElementsOf(shapes);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsBackEqualFromTextAndJson(Case c) {
        Layer layer = c.net().layers().get(0);
        assertThat(Net.text(List.of(layer))).isEqualTo(c.layer);
        assertThat(NetJson.MAPPER.readValue(NetJson.MAPPER.writeValueAsString(layer), Layer.class))
                .isEqualTo(layer);
    }

    /** PyTorch: BatchNorm1d(2, momentum=0.1), x = [[1, 2], [3, 6]]: running mean 0.2, 0.4; running variance 1.1, 1.7. */
    @Test
    void batchNormKeepsRunningFiguresWhileItTrains() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = batchNorm(0.1, 1e-5).toBlock();
            NDArray input = manager.create(new float[] {1, 2, 3, 6}, new Shape(2, 2));
            block.initialize(manager, DataType.FLOAT32, input.getShape());
            block.forward(new ParameterStore(manager, false), new NDList(input), true);
            assertThat(block.getParameters().get("runningMean").getArray().toFloatArray())
                    .containsExactly(new float[] {0.2f, 0.4f}, within(1e-6f));
            assertThat(block.getParameters().get("runningVar").getArray().toFloatArray())
                    .containsExactly(new float[] {1.1f, 1.7f}, within(1e-6f));
        }
    }

    @Test
    void dropoutZeroesItsRateAndScalesTheRestWhileItTrains() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = dropout(0.2).toBlock();
            NDArray input = manager.ones(new Shape(100, 1000));
            block.initialize(manager, DataType.FLOAT32, input.getShape());
            float[] output = block.forward(new ParameterStore(manager, false), new NDList(input), true)
                    .singletonOrThrow()
                    .toFloatArray();
            int zeros = 0;
            for (float value : output) {
                assertThat(value).isIn(0f, 1.25f);
                zeros += value == 0 ? 1 : 0;
            }
            assertThat(zeros).isBetween(19_000, 21_000); // 20,000 ± 8 standard deviations
        }
    }

    @Test
    void perceptronOfLayersIsThatOfDjlsModelZoo() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape batch = new Shape(4, 20);
            Block ours = Net.parse("(20) | linear units=7 bias=true | relu | linear units=3 bias=true")
                    .toBlock();
            Block zoos = new Mlp(20, 3, new int[] {7});
            ours.initialize(manager, DataType.FLOAT32, batch);
            zoos.initialize(manager, DataType.FLOAT32, batch);
            List<Parameter> from = ours.getParameters().values();
            List<Parameter> to = zoos.getParameters().values();
            for (int i = 0; i < from.size(); i++) {
                to.get(i).getArray().set(ALL, from.get(i).getArray());
            }
            NDArray input = manager.randomNormal(batch);
            ParameterStore store = new ParameterStore(manager, false);
            assertThat(ours.forward(store, new NDList(input), false).singletonOrThrow())
                    .isEqualTo(zoos.forward(store, new NDList(input), false).singletonOrThrow());
        }
    }

    @Test
    void everyLayerHasACase() throws IOException {
        Set<String> known = new TreeSet<>();
        kinds(Layer.class, known);
        assertThat(cases().stream().map(c -> c.net().layers().get(0).getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    private static void kinds(Class<?> type, Set<String> names) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(kind -> kinds(kind, names));
        } else {
            names.add(type.getSimpleName());
        }
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
