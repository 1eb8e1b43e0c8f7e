package dev.reprise.export;

import static dev.reprise.net.LayerVocabulary.*;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.net.FloatArray;
import dev.reprise.net.Layer;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Scaling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Nets with random parameters that together have every layer and every scaling. */
public final class SampleNets {
    private static final Random RANDOM = new Random(1);

    private SampleNets() {}

    public static List<NetDescription> all() {
        return List.of(
                image(),
                classifier(
                        "odd-padding",
                        new Shape(3, 11, 9),
                        new Scaling.MeanImage(values(297, 0, 255)),
                        conv(5, 3).padding(2),
                        leakyRelu(0.1),
                        avgPool(3).stride(2),
                        conv(6, 4).stride(3).padding(1),
                        elu(1.5),
                        flatten(),
                        batchNorm(0.1, 1e-3),
                        sigmoid(),
                        linear(7).withoutBias(),
                        tanh(),
                        linear(4),
                        softmax()),
                classifier(
                        "color",
                        new Shape(3, 6, 6),
                        new Scaling.Normalized(List.of(0.4f, 0.5f, 0.6f), List.of(0.2f, 0.25f, 0.3f)),
                        maxPool(3).stride(2),
                        conv(4, 2),
                        batchNorm(0.1, 1e-5),
                        flatten(),
                        linear(4)),
                classifier(
                        "components",
                        new Shape(3, 4, 4),
                        new Scaling.Projection(values(48, 0, 255), values(48 * 5, -0.02, 0.02), 5),
                        linear(8),
                        relu(),
                        linear(4)),
                classifier(
                        "rows",
                        new Shape(6),
                        new Scaling.Standardized(values(6, -1, 1), values(6, 0.5, 2)),
                        linear(5),
                        batchNorm(0.1, 1e-5),
                        relu(),
                        linear(4)),
                classifier("softmax-regression", new Shape(1, 5, 4), new Scaling.ZeroToOne(), flatten(), linear(4)),
                NetDescription.regression(
                        "line",
                        "invented",
                        new Shape(4),
                        new Scaling.None(),
                        List.of(linear(2).withoutBias())));
    }

    /** A classifier of gray images. */
    public static NetDescription image() {
        return classifier(
                "image",
                new Shape(1, 12, 12),
                new Scaling.Normalized(List.of(0.13f), List.of(0.3f)),
                conv(4, 3).stride(2).padding(1),
                batchNorm(0.1, 1e-5),
                relu(),
                maxPool(2),
                dropout(0.5),
                flatten(),
                maxout(8, 3),
                linear(4),
                logSoftmax());
    }

    /** Writes the folder of a run with its {@code model/}, and opens it. */
    public static SavedNet save(Path run, NetDescription description) {
        try (Model model = Model.newInstance(description.name(), Device.cpu(), "PyTorch")) {
            Block block = description.net().toBlock();
            block.initialize(
                    model.getNDManager(),
                    DataType.FLOAT32,
                    new Shape(1).addAll(description.net().input()));
            block.getParameters().forEach(parameter -> fill(parameter.getValue()));
            model.setBlock(block);
            Shape batch = new Shape(3).addAll(description.input());
            boolean pixels = description.input().dimension() == 3;
            NDArray golden = model.getNDManager()
                    .create(
                            values((int) batch.size(), pixels ? 0 : -2, pixels ? 256 : 2)
                                    .toArray(),
                            batch)
                    .toType(pixels ? DataType.UINT8 : DataType.FLOAT32, false);
            SavedNet.save(run.resolve("model"), description, model, golden);
            return SavedNet.open(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Parameter parameter) {
        boolean variance = parameter.getName().equals("runningVar");
        int size = (int) parameter.getArray().size();
        parameter
                .getArray()
                .set(values(size, variance ? 0.5 : -0.5, variance ? 2 : 0.5).toArray());
    }

    private static NetDescription classifier(String name, Shape input, Scaling scaling, Layer... layers) {
        List<String> classes = List.of("hat", "T-shirt/top", "\"quoted\"", "Größe");
        return NetDescription.classifier(name, "invented", input, scaling, List.of(layers), classes);
    }

    private static FloatArray values(int count, double from, double to) {
        float[] values = new float[count];
        IntStream.range(0, count).forEach(i -> values[i] = (float) (from + (to - from) * RANDOM.nextDouble()));
        return FloatArray.of(values);
    }
}
