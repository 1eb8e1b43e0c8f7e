package dev.reprise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Shape SHAPE = new Shape(1, 1, 2);

    /** Image i has the pixels 2·i and 255 − i, and the class i mod 2. */
    private static ImageSet images(int n) {
        byte[] pixels = new byte[2 * n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            pixels[2 * i] = (byte) (2 * i);
            pixels[2 * i + 1] = (byte) (255 - i);
            labels[i] = i % 2;
        }
        return new ImageSet("small", SHAPE, List.of("even", "odd"), pixels, labels);
    }

    /** Row i has the features i and −i, and the target 10·i. */
    private static RowSet rows(int n) {
        float[] x = new float[2 * n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = i;
            x[2 * i + 1] = -i;
            y[i] = 10 * i;
        }
        return new RowSet("small", 2, x, y);
    }

    @Test
    void imagesBecomeOneUint8TensorAndTheirClassesInt64() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = images(3).inputs(manager);
            assertThat(inputs.getDataType()).isEqualTo(DataType.UINT8);
            assertThat(inputs.getShape()).isEqualTo(new Shape(3, 1, 1, 2));
            assertThat(inputs.toType(DataType.INT32, true).toIntArray()).containsExactly(0, 255, 2, 254, 4, 253);
            NDArray targets = images(3).targets(manager);
            assertThat(targets.getDataType()).isEqualTo(DataType.INT64);
            assertThat(targets.toLongArray()).containsExactly(0, 1, 0);
        }
    }

    @Test
    void rowsBecomeFloatTensors() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = rows(2).inputs(manager);
            assertThat(inputs.getShape()).isEqualTo(new Shape(2, 2));
            assertThat(inputs.toFloatArray()).containsExactly(0, 0, 1, -1);
            NDArray targets = rows(2).targets(manager);
            assertThat(targets.getShape()).isEqualTo(new Shape(2, 1));
            assertThat(targets.toFloatArray()).containsExactly(0, 10);
        }
    }

    @Test
    void partsKeepPixelsAndLabelsTogether() {
        assertThat(images(5).rows(2, 4).labels()).containsExactly(0, 1);
        assertThat(images(5).rows(2, 4).pixels(1)).containsExactly(6, (byte) 252);
        assertThat(images(5).select(new int[] {4, 1, 1}).labels()).containsExactly(0, 1, 1);
        assertThat(images(5).select(new int[] {4, 1, 1}).pixels(0)).containsExactly(8, (byte) 251);
        assertThat(rows(5).rows(3, 5).x(0)).containsExactly(3, -3);
        assertThat(rows(5).select(new int[] {4, 0}).y(0)).isEqualTo(40);
    }

    @Test
    void theFirstOfMoreThanThereAreAreAll() {
        assertThat(images(3).first(2).size()).isEqualTo(2);
        assertThat(images(3).first(100).size()).isEqualTo(3);
        assertThat(rows(3).first(100).size()).isEqualTo(3);
    }

    @Test
    void rowsBeyondTheLastAreRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> images(3).rows(1, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows(3).rows(1, 4));
    }

    @Test
    void imagesOfEachClassAreCounted() {
        assertThat(images(5).classCounts()).containsExactly(3, 2);
    }

    @Test
    void anImageSetIsNotChangedThroughWhatItGivesAway() {
        ImageSet set = images(2);
        set.pixels(0)[0] = 99;
        set.labels()[0] = 1;
        assertThat(set.pixels(0)[0]).isZero();
        assertThat(set.label(0)).isZero();
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageSet("x", SHAPE, List.of("a"), new byte[3], new int[2]))
                .withMessage("x: 2 labels of images (1, 1, 2) need 4 pixels, got 3");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageSet("x", SHAPE, List.of("a"), new byte[4], new int[] {0, 1}))
                .withMessage("x: labels must be in 0–0, the label of image 1 is 1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageSet("x", new Shape(4), List.of("a"), new byte[4], new int[1]))
                .withMessageContaining("(channels, height, width)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new RowSet("x", 2, new float[3], new float[2]))
                .withMessage("x: 2 targets of 2 features need 4 values, got 3");
    }

    @Test
    void theLastTrainingExamplesAreHeldOut() {
        Split split = Split.of(rows(10), rows(2)).holdOutLast(3);
        assertThat(split.train().size()).isEqualTo(7);
        assertThat(((RowSet) split.validation().orElseThrow()).y(0)).isEqualTo(70);
        assertThat(split.trainOnFirst(4).train().size()).isEqualTo(4);
        assertThat(split.trainOnFirst(4).validation()).isEqualTo(split.validation());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.of(rows(10), rows(2)).holdOutLast(10))
                .withMessage("small: cannot hold out 10 of 10 training examples (expected 1–9)");
    }

    @Test
    void everyExampleIsHeldOutInExactlyOneFold() {
        List<Split> folds = Split.kFolds(rows(10), 3);
        assertThat(folds).hasSize(3);
        double[] heldOut = folds.stream()
                .map(fold -> (RowSet) fold.validation().orElseThrow())
                .flatMapToDouble(fold -> IntStream.range(0, fold.size()).mapToDouble(fold::y))
                .toArray();
        assertThat(heldOut).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        RowSet second = (RowSet) folds.get(1).train();
        assertThat(second.size()).isEqualTo(7);
        assertThat(second.y(3)).isEqualTo(60);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.kFolds(rows(3), 4))
                .withMessage("small: cannot make 4 folds of 3 examples (expected 2–3)");
    }

    @Test
    void aShareOfEachClassIsHeldOut() {
        byte[] pixels = new byte[2 * 110];
        int[] labels = new int[110];
        for (int i = 0; i < 110; i++) {
            pixels[2 * i] = (byte) i;
            labels[i] = i < 100 ? 0 : 1; // sorted, and one class is ten times as large
        }
        ImageSet sorted = new ImageSet("sorted", SHAPE, List.of("many", "few"), pixels, labels);
        Split split = Split.of(sorted, images(2)).holdOutOfEachClass(0.2);
        ImageSet held = (ImageSet) split.validation().orElseThrow();
        assertThat(held.classCounts()).containsExactly(20, 2);
        assertThat(split.train().size()).isEqualTo(88);
        assertThat(pixels(held)).doesNotContainAnyElementsOf(pixels((ImageSet) split.train()));
        assertThat(pixels(held))
                .isNotEqualTo(IntStream.range(0, 22).boxed().toList())
                .isSorted();
        assertThat(Split.of(sorted, images(2))
                        .holdOutOfEachClass(11)
                        .validation()
                        .orElseThrow()
                        .size())
                .isEqualTo(11);
        assertThat(Split.of(rows(10), rows(2))
                        .holdOutOfEachClass(0.3)
                        .validation()
                        .orElseThrow()
                        .size())
                .isEqualTo(3);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.of(rows(10), rows(2)).holdOutOfEachClass(0.01))
                .withMessageContaining("cannot hold out 0.01 of 10");
    }

    private static List<Integer> pixels(ImageSet set) {
        return IntStream.range(0, set.size()).map(i -> set.pixels(i)[0]).boxed().toList();
    }
}
