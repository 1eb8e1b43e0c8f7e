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
import dev.reprise.data.images.Images;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aFewColoredImagesAreAWarningAndDoNotMakeAllColored() {
        writeGray("a", 30);
        writeGray("b", 30);
        write(folder.resolve("b/red.png"), encoded(filled(3, 3, 0xFF0000), "png"));

        LoadedData<ImageSet> loaded = read();

        assertThat(loaded.train().inputShape()).isEqualTo(new Shape(1, 28, 28));
        assertThat(loaded.warnings())
                .containsExactly(
                        "%s: 1 of 61 images have color, such as %s; all are read as gray (folder:%s?color=rgb reads all"
                                        .formatted(folder, folder.resolve("b/red.png"), folder)
                                + " in color)");
    }

    @Test
    void sizeAndColorCanBeChosen() {
        writeGray("a", 5);
        writeGray("b", 5);

        assertThat(shape("size=20")).isEqualTo(new Shape(1, 20, 20));
        assertThat(shape("color=rgb")).isEqualTo(new Shape(3, 32, 32));
        assertThat(shape("color=rgb&size=8")).isEqualTo(new Shape(3, 8, 8));
        write(folder.resolve("b/red.png"), encoded(filled(3, 3, 0xFF0000), "png"));
        assertThat(shape("color=grey")).isEqualTo(new Shape(1, 28, 28));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FolderOptions.parse("colour=grey"))
                .withMessage("folder option 'colour=grey': expected size=PIXELS, color=gray|rgb or keep-aspect, as in"
                        + " folder:PATH?size=32&color=gray&keep-aspect");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FolderOptions.parse("size=0"))
                .withMessage("size: expected 1 to 512 pixels, got 0");
    }

    private Shape shape(String options) {
        return new ImageFolder(folder, FolderOptions.parse(options))
                .read()
                .train()
                .inputShape();
    }

    @ParameterizedTest
    @CsvSource({"train, test", "Train, Test", "training, testing", "TRAINING, TEST", "train, val", "train, Valid"})
    void theUsualNamesOfTrainingAndTestFoldersAreKnown(String train, String test) {
        writeGray(train + "/a", 2);
        writeGray(train + "/b", 3);
        writeGray(test + "/b", 1);

        LoadedData<ImageSet> loaded = read();

        assertThat(loaded.train().classCounts()).containsExactly(2, 3);
        assertThat(loaded.test().classCounts()).containsExactly(0, 1);
        assertThat(loaded.warnings()).hasSize(test.toLowerCase(Locale.ROOT).startsWith("val") ? 1 : 0);
    }

    @Test
    void foldersThatAreLeftOutAreNamedWithTheirNumberOfFiles() {
        writeGray("train/a", 2);
        writeGray("train/b", 3);
        writeGray("test/b", 1);
        writeGray("val/a", 4);
        writeGray("extra/a", 6);
        write(folder.resolve("train/loose.png"), encoded(filled(3, 3, 0), "png"));

        assertThat(read().warnings())
                .containsExactly(
                        folder
                                + ": the 4 files of val/ are left out: an experiment holds out training pictures to validate",
                        folder + ": the 6 files of extra/ are left out: it is not one of train/, val/ and test/",
                        folder.resolve("train") + ": 1 files beside the folders of the classes are left out");
    }

    @Test
    void twoFoldersOfOneMeaningAreRefused() {
        writeGray("train/a", 2);
        writeGray("test/a", 2);
        writeGray("testing/a", 2);
        refuses("has both test/ and testing/; expected one of them");
    }

    @Test
    void picturesInDeeperFoldersBelongToTheirClass() {
        writeGray("a", 5);
        writeGray("a/more/2024", 5);
        writeGray("b/raw", 5);
        write(folder.resolve("b/__MACOSX/._00.png"), new byte[] {1});
        write(folder.resolve("loose.png"), encoded(filled(3, 3, 0), "png"));

        LoadedData<ImageSet> loaded = read();

        assertThat(loaded.train().classCounts()).containsExactly(8, 4);
        assertThat(loaded.warnings())
                .containsExactly(folder + ": 1 files beside the folders of the classes are left out");
    }

    @Test
    void namesThatJavaCannotDecodeAreRefusedAndNoClassesMerged() {
        writeGray("\uFFFD", 5);
        writeGray("b", 5);
        refuses("this Java cannot read the file names here");
    }

    @Test
    void picturesInFormatsThatAreNotReadAreCountedWithWhatToDo() {
        writeGray("a", 5);
        writeGray("b", 5);
        byte[] heic = "\0\0\0\030ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
        write(folder.resolve("a/IMG_1.HEIC"), heic);
        write(folder.resolve("a/IMG_2.jpg"), heic); // renamed
        write(folder.resolve("b/one.avif"), new byte[9]);
        write(folder.resolve("b/notes.txt"), "text".getBytes(StandardCharsets.UTF_8));

        assertThat(read().warnings())
                .containsExactly(
                        folder + ": skipped 2 HEIC files: HEIC is not read; export it as JPEG or PNG",
                        folder + ": skipped 1 AVIF file: AVIF is not read; export it as JPEG or PNG",
                        folder + ": skipped 1 files that are not readable images: " + folder.resolve("b/notes.txt"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Images.read(folder.resolve("a/IMG_2.jpg")))
                .withMessage(folder.resolve("a/IMG_2.jpg") + ": HEIC is not read; export it as JPEG or PNG");
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
