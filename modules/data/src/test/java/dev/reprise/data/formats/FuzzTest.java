package dev.reprise.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.DataException;
import dev.reprise.data.SmallFiles;
import dev.reprise.data.images.Images;
import dev.reprise.testkit.Fuzz;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated data files and pictures are read or refused by {@link DataException}, never anything else. */
class FuzzTest {
    @TempDir
    private Path temp;

    private Path idx;

    @BeforeEach
    void writeASet() {
        idx = SmallFiles.idxFolder(temp.resolve("idx"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte",
                "t10k-labels-idx1-ubyte"
            })
    void idxFiles(String name) throws Exception {
        Path file = idx.resolve(name);
        Fuzz.read("IDX " + name, DataException.class, bytes -> readIdx(file, bytes), Files.readAllBytes(file));
    }

    /** Mutated before it is gzipped: what a right checksum covers. */
    @Test
    void gzippedIdxWithARightChecksum() throws Exception {
        Path file = idx.resolve("train-images-idx3-ubyte.gz");
        Fuzz.read(
                "IDX in gzip",
                DataException.class,
                bytes -> readIdx(file, SmallFiles.gzip(bytes)),
                SmallFiles.idxImages(3));
    }

    @Test
    void cifarRecords() throws Exception {
        Path folder = temp.resolve("cifar");
        CifarFiles.TRAIN.forEach(name -> SmallFiles.write(folder.resolve(name), SmallFiles.cifarRecords(1, 2)));
        Path test = folder.resolve(CifarFiles.TEST);
        Fuzz.read(
                "CIFAR",
                DataException.class,
                bytes -> {
                    Files.write(test, bytes);
                    CifarFiles.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                SmallFiles.cifarRecords(3, 9));
    }

    @Test
    void cifarArchives() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("archive"));
        Path archive = folder.resolve(CifarFiles.ARCHIVE);
        byte[] tar = CifarFilesTest.tar(6);
        Fuzz.read(
                "CIFAR tar",
                DataException.class,
                bytes -> {
                    Files.write(archive, SmallFiles.gzip(bytes));
                    CifarFiles.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                tar);
        Fuzz.read(
                "CIFAR tar.gz",
                DataException.class,
                bytes -> {
                    Files.write(archive, bytes);
                    CifarFiles.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                SmallFiles.gzip(tar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void pictures(String format) throws Exception {
        Fuzz.read(
                format,
                DataException.class,
                bytes -> Images.read("picture", bytes),
                picture(format, BufferedImage.TYPE_INT_RGB),
                picture(format, BufferedImage.TYPE_BYTE_GRAY));
    }

    /** The length is the profile's own: half a gigabyte of it is taken on trust. */
    @Test
    void aWebpPictureIsReadWithoutItsColourProfile() throws Exception {
        byte[] bytes = resource("lossless.webp");
        ByteBuffer.wrap(bytes).putInt(38, 0x20000000); // behind RIFF, VP8X and ICCP
        assertThat(Images.read("picture", bytes).width()).isEqualTo(40);
    }

    @Test
    void webpPictures() throws Exception {
        Fuzz.read(
                "webp",
                DataException.class,
                bytes -> Images.read("picture", bytes),
                resource("lossy.webp"),
                resource("lossless.webp"));
    }

    private void readIdx(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        IdxFiles.in(file.getParent()).read("mnist", SmallFiles.DIGITS);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FuzzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] picture(String format, int type) throws IOException {
        BufferedImage image = new BufferedImage(48, 32, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(8, 4, 30, 20);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new AssertionError("Java writes no " + format);
        }
        return bytes.toByteArray();
    }
}
