package dev.reprise.data.catalog;

import static dev.reprise.data.SmallFiles.gzip;
import static dev.reprise.data.SmallFiles.idxImages;
import static dev.reprise.data.SmallFiles.idxLabels;
import static dev.reprise.data.SmallFiles.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.LoadedData.Origin;
import dev.reprise.data.SmallFiles;
import dev.reprise.testkit.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets in the files that people have: EMNIST, KMNIST, QMNIST, CIFAR-100, any IDX files, Keras's and Kaggle's. */
class OtherSetsTest {
    @TempDir
    private Path data;

    @Test
    void emnistIsReadUprightWithLettersFromOne() {
        Path folder = data.resolve("emnist-letters/gzip");
        write(folder.resolve("emnist-letters-train-images-idx3-ubyte.gz"), gzip(idxImages(2)));
        write(folder.resolve("emnist-letters-train-labels-idx1-ubyte.gz"), gzip(idxLabels(1, 26)));
        write(folder.resolve("emnist-letters-test-images-idx3-ubyte.gz"), gzip(idxImages(1)));
        write(folder.resolve("emnist-letters-test-labels-idx1-ubyte.gz"), gzip(idxLabels(3)));
        write(folder.resolve("emnist-digits-test-labels-idx1-ubyte.gz"), gzip(idxLabels(3)));
        write(folder.resolve("emnist-letters-mapping.txt"), "1 65 97\n".getBytes(US_ASCII));
        LoadedData<ImageSet> letters = load("emnist-letters");
        assertThat(letters.train().classes()).hasSize(26).startsWith("A").endsWith("Z");
        assertThat(letters.train().labels()).containsExactly(0, 25);
        assertThat(letters.test().labels()).containsExactly(2);
        assertThat(letters.train().inputShape()).isEqualTo(new Shape(1, 3, 2)); // stored as 2×3
        assertThat(letters.train().pixels(0)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(letters.train().pixels(1)).containsExactly(10, 13, 11, 14, 12, 15);
    }

    @Test
    void aLabelOfEmnistThatIsNoLetterIsRefused() {
        Path folder = data.resolve("emnist-letters");
        write(folder.resolve("emnist-letters-train-images-idx3-ubyte"), idxImages(1));
        write(folder.resolve("emnist-letters-train-labels-idx1-ubyte"), idxLabels(0));
        refuses("emnist-letters", "label 0 of image 0; labels are 1–26");
    }

    @ParameterizedTest
    @CsvSource({"emnist-balanced, 47", "emnist-byclass, 62", "emnist-digits, 10", "kmnist, 10", "cifar-100, 100"})
    void setsHaveTheirClasses(String name, int classes) {
        assertThat(PublishedSet.ALL.stream().filter(set -> set.name().equals(name)))
                .singleElement()
                .satisfies(set -> assertThat(set.classes()).hasSize(classes).doesNotHaveDuplicates());
    }

    @Test
    void theLabelsOfQmnistAreTheFirstColumn() {
        Path folder = data.resolve("qmnist");
        ByteBuffer labels =
                ByteBuffer.allocate(12 + 4 * 8 * 2).putInt(0x0C02).putInt(2).putInt(8);
        for (int row = 0; row < 2; row++) {
            labels.putInt(row + 4);
            IntStream.range(1, 8).forEach(column -> labels.putInt(9000 + column));
        }
        for (String split : List.of("train", "test")) {
            write(folder.resolve("qmnist-" + split + "-images-idx3-ubyte.gz"), gzip(idxImages(2)));
            write(folder.resolve("qmnist-" + split + "-labels-idx2-int.gz"), gzip(labels.array()));
        }
        assertThat(load("qmnist").train().labels()).containsExactly(4, 5);
    }

    @Test
    void kmnistHasMnistsNames() {
        SmallFiles.idxFolder(data.resolve("kmnist"));
        assertThat(load("kmnist").train().classes().get(6)).isEqualTo("ma");
        assertThat(load("kmnist").origin()).isEqualTo(Origin.FOLDER);
    }

    @Test
    void aSetThatDjlDoesNotHaveIsToBeDownloaded() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Datasets.of(Optional.empty()).load("emnist-letters", 0))
                .withMessageStartingWith(
                        "emnist-letters is not in DJL's repository: download it, and name the folder that"
                                + " contains emnist-letters/ with --data DIR or REPRISE_DATA (expected in it: emnist-");
    }

    @Test
    void cifar100IsReadByItsFineLabels() {
        ByteBuffer record = ByteBuffer.allocate(2 + 3072).put((byte) 11).put((byte) 98);
        write(data.resolve("cifar-100/cifar-100-binary/train.bin"), record.array());
        write(data.resolve("cifar-100/cifar-100-binary/test.bin"), record.array());
        LoadedData<ImageSet> set = load("cifar-100");
        assertThat(set.train().labels()).containsExactly(98);
        assertThat(set.train().classes().get(98)).isEqualTo("woman");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-python.tar.gz", "cifar-10-batches-py/data_batch_1", "data_batch_1"})
    void thePythonVersionOfCifarIsNamed(String file) {
        write(data.resolve("cifar-10").resolve(file), new byte[9]);
        refuses("cifar-10", "which is the version for Python: fetch cifar-10-binary.tar.gz (https://");
    }

    @Test
    void anyIdxFilesAreRead() {
        Path folder = data.resolve("mine");
        write(folder.resolve("pictures-test.idx"), idxImages(1));
        write(folder.resolve("labels-test.idx.gz"), gzip(idxLabels(4)));
        write(folder.resolve("pictures"), idxImages(3));
        write(folder.resolve("labels"), idxLabels(2, 0, 1));
        LoadedData<ImageSet> set = load("idx:" + folder);
        assertThat(set.train().labels()).containsExactly(2, 0, 1);
        assertThat(set.test().labels()).containsExactly(4);
        assertThat(set.train().classes()).containsExactly("0", "1", "2", "3", "4");
        assertThat(Datasets.inputShape("idx:" + folder)).isEqualTo(new Shape(1, 2, 3));
    }

    @Test
    void withoutTestFilesEveryFifthImageIsForTheTest() {
        Path folder = data.resolve("mine");
        write(folder.resolve("images-idx3"), idxImages(11));
        write(folder.resolve("labels-idx1"), idxLabels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        LoadedData<ImageSet> set = load("idx:" + folder);
        assertThat(set.test().labels()).containsExactly(4, 9);
        assertThat(set.train().size()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "0x09, 1, 5",
        "0x0B, 2, 300",
        "0x0C, 4, 70",
        "0x0D, 4, 8",
        "0x0E, 8, 9",
    })
    void labelsOfEveryTypeAreRead(String type, int bytes, int label) {
        ByteBuffer labels = ByteBuffer.allocate(8 + bytes)
                .putInt(Integer.decode(type) << 8 | 1)
                .putInt(1);
        switch (Integer.decode(type)) {
            case 0x09 -> labels.put((byte) label);
            case 0x0B -> labels.putShort((short) label);
            case 0x0C -> labels.putInt(label);
            case 0x0D -> labels.putFloat(label);
            default -> labels.putDouble(label);
        }
        Path folder = data.resolve("mine");
        for (String split : List.of("train", "test")) {
            write(folder.resolve(split + "-images-idx3"), idxImages(1));
            write(folder.resolve(split + "-labels-idx1"), labels.array());
        }
        assertThat(load("idx:" + folder).train().labels()).containsExactly(label);
    }

    @Test
    void whatIdxFilesCannotHoldIsNamed() {
        Path folder = data.resolve("mine");
        refuses("idx:" + folder, "no such folder");
        write(
                folder.resolve("images-idx3"),
                ByteBuffer.allocate(20)
                        .putInt(0x0D03)
                        .putInt(1)
                        .putInt(1)
                        .putInt(1)
                        .putFloat(0.5f)
                        .array());
        refuses(
                "idx:" + folder,
                "found 1 IDX files of training images and 0 of labels (images-idx3), expected one of each");
        write(folder.resolve("labels-idx1"), idxLabels(1));
        refuses("idx:" + folder, "element 0 is 0.5 (float); expected pixels as whole numbers from 0 to 255");
        write(folder.resolve("images-idx3"), new byte[] {0, 0, 7, 3, 0, 0, 0, 1});
        refuses("idx:" + folder, "not an IDX file: its first four bytes are 0x00000703");
    }

    @Test
    void aTableOfKaggleIsReadWithoutAVerdict() {
        String head =
                "label," + IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));
        String rows = IntStream.range(0, 10)
                .mapToObj(row -> "\n" + row + "," + row * 20 + ",255".repeat(783))
                .collect(Collectors.joining());
        write(data.resolve("mnist/train.csv"), (head + rows + "\n").getBytes(US_ASCII));
        write(data.resolve("mnist/test.csv"), "pixel0,pixel1\n".getBytes(US_ASCII)); // Kaggle's has no labels
        LoadedData<ImageSet> set = load("mnist");
        assertThat(set.origin()).isEqualTo(Origin.CHANGED);
        assertThat(set.warnings()).singleElement().asString().startsWith("mnist: the content of train.csv is not");
        assertThat(set.test().labels()).containsExactly(4, 9);
        assertThat(set.test().pixels(0)).startsWith(80, (byte) 255);
        write(data.resolve("mnist/train.csv"), (head + "\n3,4,256" + ",0".repeat(782)).getBytes(US_ASCII));
        refuses("mnist", "train.csv: row 1, column 3 is '256', expected a whole number from 0 to 255");
        write(data.resolve("mnist/train.csv"), "a,b\n1,2\n".getBytes(US_ASCII));
        refuses("mnist", "train.csv: has 2 columns, the first is 'a'; expected 785: label, pixel0 … pixel783");
    }

    @RealData
    @Test
    void kerassFileWithThePublishedContentIsThePublishedSet() {
        LoadedData<ImageSet> mnist =
                Datasets.of(Optional.of(Path.of(System.getenv("REPRISE_DATA")))).load("mnist", 0);
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x_test", images(mnist.test()));
        arrays.put("x_train", images(mnist.train()));
        arrays.put("y_train", labels(mnist.train()));
        arrays.put("y_test", labels(mnist.test()));
        write(data.resolve("mnist/mnist.npz"), npz(arrays));
        LoadedData<ImageSet> keras = load("mnist");
        assertThat(keras.origin()).isEqualTo(Origin.FOLDER);
        assertThat(keras.warnings()).isEmpty();
        assertThat(keras.sha256()).isEqualTo(mnist.sha256());
        assertThat(keras.train().labels()).isEqualTo(mnist.train().labels());
    }

    @Test
    void anNpzWithOtherArraysIsRefused() {
        write(data.resolve("mnist/mnist.npz"), npz(Map.of("a", npy("1", ByteBuffer.allocate(1)))));
        refuses("mnist", "mnist.npz: has the arrays a, expected x_train, y_train, x_test and y_test");
    }

    private static byte[] images(ImageSet set) {
        ByteBuffer all = ByteBuffer.allocate(set.size() * 784);
        IntStream.range(0, set.size()).forEach(i -> all.put(set.pixels(i)));
        return npy(set.size() + ", 28, 28", all);
    }

    private static byte[] labels(ImageSet set) {
        ByteBuffer all = ByteBuffer.allocate(set.size());
        IntStream.range(0, set.size()).forEach(i -> all.put((byte) set.label(i)));
        return npy(Integer.toString(set.size()), all);
    }

    /** An .npy file of unsigned bytes. */
    private static byte[] npy(String shape, ByteBuffer content) {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + ",), }\n";
        return ByteBuffer.allocate(10 + header.length() + content.capacity())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(US_ASCII))
                .put(content.rewind())
                .array();
    }

    private static byte[] npz(Map<String, byte[]> arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private LoadedData<ImageSet> load(String name) {
        return Datasets.of(Optional.of(data)).load(name, 0);
    }

    private void refuses(String name, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(name))
                .withMessageContaining(message);
    }
}
