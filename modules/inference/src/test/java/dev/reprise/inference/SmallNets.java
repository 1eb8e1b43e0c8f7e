package dev.reprise.inference;

import static dev.reprise.net.LayerVocabulary.*;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
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

/** Saved nets with given weights, without training. */
public final class SmallNets {
    public static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    public static final List<String> CORNERS = List.of("top left", "top right", "bottom left", "bottom, \"right\"");
    public static final List<String> COLORS = List.of("red", "green", "blue");

    private SmallNets() {}

    /** (1, 28, 28), ten digits: random weights. */
    public static Path digits(Path run) {
        Random random = new Random(1);
        float[] weights = new float[10 * 784];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 10;
        }
        return classifier(run, "digits", new Shape(1, 28, 28), DIGITS, weights);
    }

    /** (1, 4, 4), four classes: the brightest quarter of the picture wins. */
    public static Path corners(Path run) {
        return corners(run, 1);
    }

    /** As {@link #corners}, but the darkest quarter wins. */
    public static Path darkCorners(Path run) {
        return corners(run, -1);
    }

    private static Path corners(Path run, float weight) {
        float[] weights = new float[4 * 16];
        for (int pixel = 0; pixel < 16; pixel++) {
            int corner = 2 * (pixel / 8) + pixel % 4 / 2;
            weights[16 * corner + pixel] = weight;
        }
        return classifier(run, "corners", new Shape(1, 4, 4), CORNERS, weights);
    }

    /** (3, 1, 1), three classes: the strongest color. */
    public static Path colors(Path run) {
        return classifier(run, "colors", new Shape(3, 1, 1), COLORS, new float[] {4, 0, 0, 0, 4, 0, 0, 0, 4});
    }

    /** Rows of four features, two classes. */
    public static Path rows(Path run) {
        return classifier(run, "rows", new Shape(4), List.of("yes", "no"), new float[8]);
    }

    /** Four features, one number. */
    public static Path regression(Path run) {
        List<Layer> layers = List.of(linear(1).withoutBias());
        return save(
                run,
                NetDescription.regression("line", "invented", new Shape(4), new Scaling.None(), layers),
                new float[4]);
    }

    private static Path classifier(Path run, String name, Shape input, List<String> classes, float[] weights) {
        Layer linear = linear(classes.size()).withoutBias();
        List<Layer> layers = input.dimension() == 1 ? List.of(linear) : List.of(flatten(), linear);
        return save(
                run,
                NetDescription.classifier(name, "invented", input, new Scaling.ZeroToOne(), layers, classes),
                weights);
    }

    /** Writes the folder of a run with its {@code model/}, and returns it. */
    private static Path save(Path run, NetDescription description, float[] weights) {
        try (Model model = Model.newInstance(description.name(), Device.cpu(), "PyTorch")) {
            Block block = description.net().toBlock();
            Shape batch = new Shape(1).addAll(description.net().input());
            block.initialize(model.getNDManager(), DataType.FLOAT32, batch);
            NDArray weight = block.getParameters().valueAt(0).getArray(); // its set(float[]) has torch warn on stderr
            weight.set(new NDIndex("..."), model.getNDManager().create(weights, weight.getShape()));
            model.setBlock(block);
            NDArray golden = model.getNDManager()
                    .randomUniform(0, 256, new Shape(3).addAll(description.input()))
                    .toType(DataType.UINT8, false);
            SavedNet.save(run.resolve("model"), description, model, golden);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
