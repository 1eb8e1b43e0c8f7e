package dev.reprise.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Small data files in the published formats, for tests to read and to damage. */
public final class SmallFiles {
    public static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private SmallFiles() {}

    /** IDX images of 2×3 pixels: pixel p of image i is 10·i + p. */
    public static byte[] idxImages(int n) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16 + 6 * n).putInt(2051).putInt(n).putInt(2).putInt(3);
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < 6; p++) {
                bytes.put((byte) (10 * i + p));
            }
        }
        return bytes.array();
    }

    public static byte[] idxLabels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    /** Four IDX files: 3 training images with the labels 7, 0, 9, gzipped, and 2 test images with 1, 2, plain. */
    public static Path idxFolder(Path folder) {
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(3)));
        write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(7, 0, 9)));
        write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(2));
        write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(1, 2));
        return folder;
    }

    /** CIFAR-10 records: every pixel of a record is its label times ten. */
    public static byte[] cifarRecords(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(3073 * labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
            for (int p = 0; p < 3072; p++) {
                bytes.put((byte) (10 * label));
            }
        }
        return bytes.array();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A picture of one color. */
    public static BufferedImage filled(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** The bytes of an image file; the format is one that Java can write. */
    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new AssertionError("Java cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
