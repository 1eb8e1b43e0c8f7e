package dev.reprise.data.formats;

import static dev.reprise.data.SmallFiles.encoded;
import static dev.reprise.data.SmallFiles.filled;
import static dev.reprise.data.SmallFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void subFoldersAreClassesAndEveryFifthImageIsATestImage() {
        writeGray("cats", 10);
        writeGray("ants", 5);
        LoadedData<ImageSet> loaded = read();
        assertThat(loaded.train().classes()).containsExactly("ants", "cats");
        assertThat(loaded.train().classCounts()).containsExactly(4, 8);
        assertThat(loaded.test().classCounts()).containsExactly(1, 2);
        assertThat(loaded.test().pixels(0)).containsOnly(4); // the fifth of its class, by name
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.synthetic()).isFalse();
    }

    @Test
    void classesAreMixedEvenly() {
        writeGray("a", 20);
        writeGray("b", 10);
        ImageSet train = read().train();
        assertThat(train.rows(18, 24).classCounts()).containsExactly(4, 2);
    }

    @Test
    void grayImagesAreSmallAndOneColoredMakesAllColored() {
        writeGray("a", 5);
        writeGray("b", 5);
        assertThat(read().train().inputShape()).isEqualTo(new Shape(1, 28, 28));
        write(folder.resolve("b/red.png"), encoded(filled(3, 3, 0xFF0000), "png"));
        assertThat(read().train().inputShape()).isEqualTo(new Shape(3, 32, 32));
    }

    @Test
    void foldersForTrainingAndTestAreTaken() {
        writeGray("train/a", 2);
        writeGray("train/b", 3);
        writeGray("test/b", 1);
        LoadedData<ImageSet> loaded = read();
        assertThat(loaded.train().classCounts()).containsExactly(2, 3);
        assertThat(loaded.test().classCounts()).containsExactly(0, 1);
        writeGray("test/c", 1);
        refuses("class c has test images but no training images");
    }

    @Test
    void filesThatAreNoImagesAreNamedAndCounted() {
        writeGray("a", 5);
        writeGray("b", 5);
        write(folder.resolve("a/notes.txt"), "text".getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("a/.hidden"), "text".getBytes(StandardCharsets.UTF_8));
        for (int i = 10; i < 22; i++) {
            write(folder.resolve("b/z" + i + ".png"), new byte[0]);
        }
        assertThat(read().warnings())
                .singleElement()
                .asString()
                .startsWith(
                        folder + ": skipped 13 files that are not readable images: " + folder.resolve("a/notes.txt"))
                .endsWith(folder.resolve("b/z18.png") + ", …");
        assertThat(read().train().size()).isEqualTo(8);
    }

    @Test
    void theSameFolderGivesTheSameHashes() {
        writeGray("a", 5);
        writeGray("b", 5);
        assertThat(read().sha256()).isEqualTo(read().sha256()).containsOnlyKeys("train", "test");
    }

    @Test
    void aFolderWithoutTwoClassesIsRefused() {
        refuses("has images of 0 classes (expected at least 2, with a subfolder of images for each)");
        writeGray("a", 5);
        write(folder.resolve("b/notes.txt"), "text".getBytes(StandardCharsets.UTF_8));
        refuses("has images of 1 classes (a)");
    }

    @Test
    void tooFewImagesToHoldAnyOutAreRefused() {
        writeGray("a", 4);
        writeGray("b", 1);
        refuses("no test images (expected train/ and test/, or at least 5 images in a class)");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new ImageFolder(folder.resolve("none")).read())
                .withMessageStartingWith(folder.resolve("none") + ": no such folder");
    }

    /** Image i of a class is gray i all over. */
    private void writeGray(String classFolder, int images) {
        for (int i = 0; i < images; i++) {
            write(folder.resolve("%s/%02d.png".formatted(classFolder, i)), encoded(filled(5, 4, i * 0x010101), "png"));
        }
    }

    private LoadedData<ImageSet> read() {
        return new ImageFolder(folder).read();
    }

    private void refuses(String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(folder + ": " + message);
    }
}
