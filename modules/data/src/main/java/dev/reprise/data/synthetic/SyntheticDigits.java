package dev.reprise.data.synthetic;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Synthetic digits, drawn as jittered strokes: they replace a published set that cannot be fetched.
 *
 * <p>The same seed draws the same images on any number of threads, and a larger set starts with the smaller one. The gray
 * set is hard enough that a linear model stays below 95 % accuracy and a convolutional net exceeds 97 %.
 */
public enum SyntheticDigits {
    /** (1, 28, 28): light strokes on black, like MNIST. */
    GRAY(1, 28) {
        @Override
        void paint(byte[] coverage, SplittableRandom random, byte[] into, int from) {
            System.arraycopy(coverage, 0, into, from, coverage.length);
        }
    },

    /** (3, 32, 32): strokes of one color on a background of another, with the shape of CIFAR-10. */
    COLOR(3, 32) {
        @Override
        void paint(byte[] coverage, SplittableRandom random, byte[] into, int from) {
            boolean lightOnDark = random.nextBoolean();
            for (int channel = 0; channel < 3; channel++) {
                int dark = random.nextInt(0, 110);
                int light = random.nextInt(140, 256);
                int background = lightOnDark ? dark : light;
                int stroke = lightOnDark ? light : dark;
                for (int i = 0; i < coverage.length; i++) {
                    int value = background + (stroke - background) * (coverage[i] & 0xFF) / 255;
                    into[from + channel * coverage.length + i] = (byte) value;
                }
            }
        }
    };

    public static final String NAME = "synthetic-digits";
    static final int TRAINING_SIZE = 12_000;
    static final int TEST_SIZE = 2_000;
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private final int channels;
    private final int side;

    SyntheticDigits(int channels, int side) {
        this.channels = channels;
        this.side = side;
    }

    /** Turns the share of each pixel that strokes cover, (side, side), 0–255, into the pixels of an image. */
    abstract void paint(byte[] coverage, SplittableRandom random, byte[] into, int from);

    /** (channels, side, side). */
    public Shape shape() {
        return new Shape(channels, side, side);
    }

    /** 12,000 training and 2,000 test images. */
    public LoadedData<ImageSet> load(long seed) {
        return new LoadedData<>(
                train(TRAINING_SIZE, seed), test(TEST_SIZE, seed), LoadedData.Origin.SYNTHETIC, Map.of(), List.of());
    }

    /** The first {@code n} training images of the random seed. */
    public ImageSet train(int n, long seed) {
        return draw(n, seed, Purpose.SYNTHETIC_TRAINING_DIGITS);
    }

    /** The first {@code n} test images of the random seed. */
    public ImageSet test(int n, long seed) {
        return draw(n, seed, Purpose.SYNTHETIC_TEST_DIGITS);
    }

    private ImageSet draw(int n, long seed, Purpose purpose) {
        int size = channels * side * side;
        byte[] pixels = new byte[Math.multiplyExact(n, size)];
        int[] labels = new int[n];
        IntStream.range(0, n).parallel().forEach(i -> {
            SplittableRandom random = RandomStream.of(seed, i, purpose); // one per image: threads change nothing
            labels[i] = random.nextInt(CLASSES.size());
            byte[] coverage = new DigitPainter(random, side).draw(labels[i]);
            paint(coverage, random, pixels, i * size);
        });
        return new ImageSet(NAME, new Shape(channels, side, side), CLASSES, pixels, labels);
    }
}
