package dev.reprise.data.formats;

import static dev.reprise.data.SmallFiles.DIGITS;
import static dev.reprise.data.SmallFiles.gzip;
import static dev.reprise.data.SmallFiles.idxFolder;
import static dev.reprise.data.SmallFiles.idxImages;
import static dev.reprise.data.SmallFiles.idxLabels;
import static dev.reprise.data.SmallFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.SmallFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {
    @TempDir
    Path folder;

    @Test
    void imagesAndLabelsComeAsTheyLieInTheFilesGzippedOrNot() {
        LoadedData<ImageSet> loaded = read();
        assertThat(loaded.train().inputShape()).isEqualTo(new Shape(1, 2, 3));
        assertThat(loaded.train().labels()).containsExactly(7, 0, 9);
        assertThat(loaded.train().pixels(2)).containsExactly(20, 21, 22, 23, 24, 25);
        assertThat(loaded.test().labels()).containsExactly(1, 2);
        assertThat(loaded.test().pixels(0)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void namesWithADotAndFilesInSubfoldersAreFound() throws IOException {
        idxFolder(folder.resolve("given"));
        for (String name : List.of(
                "train-images-idx3-ubyte",
                "train-labels-idx1-ubyte",
                "t10k-images-idx3-ubyte",
                "t10k-labels-idx1-ubyte")) {
            try (Stream<Path> given = Files.walk(folder.resolve("given"))) {
                Path from = given.filter(file -> file.getFileName().toString().startsWith(name))
                        .findFirst()
                        .orElseThrow();
                String ending = from.toString().endsWith(".gz") ? ".gz" : "";
                Path dotted = folder.resolve("own/MNIST/raw/" + name.replace("-idx", ".idx") + ending);
                Files.createDirectories(dotted.getParent());
                Files.copy(from, dotted);
            }
        }

        assertThat(IdxFiles.in(folder.resolve("own"))
                        .read("mnist", SmallFiles.DIGITS)
                        .train()
                        .labels())
                .containsExactly(7, 0, 9);
    }

    @Test
    void theHashIsThatOfTheDecompressedContent() {
        // printf '\0\0\10\1\0\0\0\3\7\0\11' | sha256sum
        assertThat(read().sha256())
                .hasSize(4)
                .containsEntry(
                        "train-labels-idx1-ubyte", "f56856a625e570f4360ac2c5fa7df922347bd0f5294464e12ccb68d82c63b1f5");
    }

    @Test
    void aMissingFileIsNamedWithAllThatAreExpected() throws IOException {
        idxFolder(folder);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxFiles.in(folder))
                .withMessage(
                        "%s: no such file, with or without .gz (expected train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                                + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, gzipped or not)",
                        folder.resolve("t10k-labels-idx1-ubyte"));
    }

    /** A megabyte of gzip that would be a gigabyte of images. */
    @Test
    void aSmallFileThatBecomesALargeOneIsRefused() {
        ByteBuffer images = ByteBuffer.allocate(100 << 20)
                .putInt(2051)
                .putInt(100_000)
                .putInt(32)
                .putInt(32);
        refuses("train-images-idx3-ubyte.gz", gzip(images.array()), "expands to more than 32 times its size");
    }

    @Test
    void anEmptyFileIsRefused() {
        refuses("train-images-idx3-ubyte.gz", new byte[0], "ends at byte 0, expected 4 more");
    }

    @Test
    void gzipDataCutShortAreRefused() {
        byte[] whole = gzip(idxImages(3));
        refuses(
                "train-images-idx3-ubyte.gz",
                Arrays.copyOf(whole, whole.length - 12),
                "gzip data cut short after byte 16 of the content");
    }

    @Test
    void damagedGzipDataAreRefused() {
        byte[] damaged = gzip(idxImages(3));
        damaged[damaged.length - 8] ^= 1; // the checksum
        refuses("train-images-idx3-ubyte.gz", damaged, "cannot be read after byte 34");
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        refuses(
                "t10k-images-idx3-ubyte",
                idxLabels(1, 2),
                "not IDX images: magic number at byte 0 is 2049, expected 2051");
        refuses(
                "train-labels-idx1-ubyte.gz",
                "some text".getBytes(StandardCharsets.UTF_8),
                "not IDX labels: magic number at byte 0 is 1936682341, expected 2049");
    }

    @Test
    void fewerPixelsThanTheHeaderPromisesAreRefused() {
        refuses("t10k-images-idx3-ubyte", Arrays.copyOf(idxImages(2), 20), "ends at byte 20, expected 8 more");
    }

    @Test
    void bytesAfterTheLastAreRefused() {
        refuses("t10k-images-idx3-ubyte", Arrays.copyOf(idxImages(2), 29), "should end at byte 28, has more");
        refuses("t10k-labels-idx1-ubyte", Arrays.copyOf(idxLabels(1, 2), 11), "should end at byte 10, has more");
    }

    @Test
    void moreLabelsThanImagesAreRefused() {
        refuses("t10k-labels-idx1-ubyte", idxLabels(1, 2, 3), "has 3 labels, expected 2, one for each image of");
    }

    @Test
    void aLabelWithoutAClassIsRefused() {
        refuses("t10k-labels-idx1-ubyte", idxLabels(1, 10), "label 10 at byte 9; labels are 0–9");
    }

    @Test
    void aHeaderThatPromisesGigabytesTakesNoneOfThem() {
        byte[] promise = ByteBuffer.allocate(16)
                .putInt(2051)
                .putInt(1_000_000)
                .putInt(32)
                .putInt(32)
                .array();
        refuses("t10k-images-idx3-ubyte", promise, "ends at byte 16, expected 1024000000 more");
        byte[] more = ByteBuffer.allocate(16)
                .putInt(2051)
                .putInt(-1)
                .putInt(28)
                .putInt(28)
                .array();
        refuses("t10k-images-idx3-ubyte", more, "header announces -1 images of 28×28");
        byte[] most = ByteBuffer.allocate(16)
                .putInt(2051)
                .putInt(60000)
                .putInt(65536)
                .putInt(65536)
                .array();
        refuses("t10k-images-idx3-ubyte", most, "at most 1 GiB");
    }

    @Test
    void trainingAndTestImagesOfDifferentSizesAreRefused() {
        byte[] turned = ByteBuffer.allocate(28)
                .putInt(2051)
                .putInt(2)
                .putInt(3)
                .putInt(2)
                .array();
        refuses("t10k-images-idx3-ubyte", turned, "images are (1, 3, 2), those of");
    }

    private LoadedData<ImageSet> read() {
        return IdxFiles.in(idxFolder(folder)).read("small", DIGITS);
    }

    private void refuses(String file, byte[] content, String message) {
        idxFolder(folder);
        write(folder.resolve(file), content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdxFiles.in(folder).read("small", DIGITS))
                .withMessageStartingWith(folder.resolve(file) + ": ")
                .withMessageContaining(message);
    }
}
