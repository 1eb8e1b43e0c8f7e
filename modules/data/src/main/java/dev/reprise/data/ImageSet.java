package dev.reprise.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.InputPreparation.Background;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Images of one shape and the class of each: pixels 0–255, channel by channel and row by row. */
public final class ImageSet implements Examples {
    private static final double NEARLY_ALL = 0.95;

    private final String name;
    private final Shape shape; // (channels, height, width)
    private final List<String> classes;
    private final byte[] pixels; // (n, channels, height, width)
    private final int[] labels; // (n)

    /**
     * A set of images. The arrays are not copied: do not change them afterwards.
     *
     * @param shape (channels, height, width) of one image
     * @param pixels (n, channels, height, width), 0–255
     * @param labels (n), indices of {@code classes}
     */
    public ImageSet(String name, Shape shape, List<String> classes, byte[] pixels, int[] labels) {
        this.name = name;
        this.shape = shape;
        this.classes = List.copyOf(classes);
        this.pixels = pixels;
        this.labels = labels;
        if (shape.dimension() != 3 || shape.size() < 1) {
            throw new DataException(name + ": the shape of an image must be (channels, height, width), is " + shape);
        }
        if (pixels.length != labels.length * shape.size()) {
            throw new DataException("%s: %d labels of images %s need %d pixels, got %d"
                    .formatted(name, labels.length, shape, labels.length * shape.size(), pixels.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new DataException("%s: labels must be in 0–%d, the label of image %d is %d"
                        .formatted(name, classes.size() - 1, i, labels[i]));
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape inputShape() {
        return shape;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    /** The label of image {@code i}: an index of {@link #classes}. */
    public int label(int i) {
        return labels[i];
    }

    /** The label of each image, in order. */
    public int[] labels() {
        return labels.clone();
    }

    /** The pixels of image {@code i}, (channels, height, width), 0–255. */
    public byte[] pixels(int i) {
        return Arrays.copyOfRange(pixels, i * bytes(), (i + 1) * bytes());
    }

    /** How many images each class has, in the order of the classes. */
    public int[] classCounts() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The background that at least 95 % of the images have; mixed if there is none, or they have color. */
    public Background background() {
        if (shape.get(0) != 1) {
            return Background.MIXED;
        }
        Map<Background, Long> counts = IntStream.range(0, size())
                .mapToObj(i -> Background.of(pixels(i), (int) shape.get(1), (int) shape.get(2)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= NEARLY_ALL * size())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Background.MIXED);
    }

    /** Counts of pixel values, [channel][value 0–255]: their means and standard deviations follow exactly. */
    long[][] histograms() {
        int channels = (int) shape.get(0);
        int plane = bytes() / channels;
        long[][] counts = new long[channels][256];
        for (int start = 0, channel = 0; start < pixels.length; start += plane, channel = (channel + 1) % channels) {
            long[] of = counts[channel];
            for (int i = start; i < start + plane; i++) {
                of[pixels[i] & 0xFF]++;
            }
        }
        return counts;
    }

    @Override
    public ImageSet rows(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new ImageSet(
                name,
                shape,
                classes,
                Arrays.copyOfRange(pixels, from * bytes(), to * bytes()),
                Arrays.copyOfRange(labels, from, to));
    }

    @Override
    public ImageSet select(int[] rows) {
        byte[] chosen = new byte[Math.multiplyExact(rows.length, bytes())];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(pixels, rows[i] * bytes(), chosen, i * bytes(), bytes());
        }
        return new ImageSet(
                name,
                shape,
                classes,
                chosen,
                Arrays.stream(rows).map(row -> labels[row]).toArray());
    }

    @Override
    public NDArray inputs(NDManager manager) {
        Shape all = new Shape(size()).addAll(shape);
        return manager.create(ByteBuffer.wrap(pixels), all, DataType.UINT8);
    }

    @Override
    public NDArray targets(NDManager manager) {
        return manager.create(Arrays.stream(labels).asLongStream().toArray());
    }

    private int bytes() {
        return (int) shape.size();
    }
}
