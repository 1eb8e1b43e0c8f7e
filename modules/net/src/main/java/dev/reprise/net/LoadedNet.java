package dev.reprise.net;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A saved net with its parameters on a device, for use by any number of threads. Closing it frees its memory. */
public final class LoadedNet implements AutoCloseable {
    private final NetDescription description;
    private final Model model;
    private final Function<NDArray, NDArray> scaling;
    private final int atOnce;

    LoadedNet(NetDescription description, Model model) {
        this.description = description;
        this.model = model;
        this.scaling = description.scaling().on(model.getNDManager());
        this.atOnce = Torch.examplesAtOnce(
                description.net().layers(), model.getNDManager().getDevice());
    }

    public NetDescription description() {
        return description;
    }

    /** The net's outputs for raw inputs, each a row in the order (channel, row, column). */
    public List<float[]> outputs(List<float[]> raw) {
        return floats(raw, UnaryOperator.identity());
    }

    /** The class probabilities for raw inputs, each a row in the order (channel, row, column). */
    public List<float[]> probabilities(List<float[]> raw) {
        return floats(raw, description.output()::toProbabilities);
    }

    /** The class probabilities for images, each given as its uint8 pixels in the order (channel, row, column). */
    public List<float[]> imageProbabilities(List<byte[]> images) {
        return ofImages(images, (block, scaled) -> description.output().toProbabilities(forwardScaled(block, scaled)));
    }

    /** Where the parameters are. */
    public NDManager manager() {
        return model.getNDManager();
    }

    /**
     * What a computation gives for images, each given as its uint8 pixels in the order (channel, row, column).
     *
     * @param computation from the net's block and its scaled inputs (n, …) to n rows
     */
    public List<float[]> ofImages(List<byte[]> images, BiFunction<Block, NDArray, NDArray> computation) {
        int size = Math.toIntExact(description.input().size());
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < images.size(); from += atOnce) {
            List<byte[]> batch = images.subList(from, Math.min(from + atOnce, images.size()));
            ByteBuffer pixels = ByteBuffer.allocateDirect(batch.size() * size);
            batch.forEach(image -> pixels.put(require(image, image.length)));
            try (NDManager manager = model.getNDManager().newSubManager()) {
                NDArray raw = manager.create(pixels.flip(), shape(batch.size()), DataType.UINT8);
                rows.addAll(rows(computation.apply(model.getBlock(), scaling.apply(raw))));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        model.close();
    }

    /** The n rows of (n, …), each flattened. */
    static List<float[]> rows(NDArray array) {
        int count = Math.toIntExact(array.getShape().get(0));
        float[] values = array.toFloatArray();
        int width = values.length / count;
        List<float[]> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.copyOfRange(values, i * width, (i + 1) * width));
        }
        return rows;
    }

    private List<float[]> floats(List<float[]> raw, UnaryOperator<NDArray> meaning) {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < raw.size(); from += atOnce) {
            List<float[]> batch = raw.subList(from, Math.min(from + atOnce, raw.size()));
            batch.forEach(row -> require(row, row.length));
            try (NDManager manager = model.getNDManager().newSubManager()) {
                NDArray inputs = manager.create(batch.toArray(new float[0][])).reshape(shape(batch.size()));
                rows.addAll(rows(meaning.apply(forwardScaled(model.getBlock(), scaling.apply(inputs)))));
            }
        }
        return rows;
    }

    private static NDArray forwardScaled(Block block, NDArray scaled) {
        return block.forward(new ParameterStore(scaled.getManager(), false), new NDList(scaled), false)
                .singletonOrThrow();
    }

    private Shape shape(int count) {
        return new Shape(count).addAll(description.input());
    }

    private <T> T require(T row, int length) {
        if (length != description.input().size()) {
            throw new NetException("an input of " + description.name() + " is " + description.input() + ", "
                    + description.input().size() + " values; got " + length);
        }
        return row;
    }
}
