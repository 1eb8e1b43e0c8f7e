package dev.reprise.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small data files in the published formats, for tests to read and to damage. */
final class SmallFiles {
    static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private SmallFiles() {}

    /** IDX images of 2×3 pixels: pixel p of image i is 10·i + p. */
    static byte[] idxImages(int n) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16 + 6 * n).putInt(2051).putInt(n).putInt(2).putInt(3);
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < 6; p++) {
                bytes.put((byte) (10 * i + p));
            }
        }
        return bytes.array();
    }

    static byte[] idxLabels(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    /** Four IDX files: 3 training images with the labels 7, 0, 9, gzipped, and 2 test images with 1, 2, plain. */
    static Path idxFolder(Path folder) {
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(3)));
        write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(7, 0, 9)));
        write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(2));
        write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(1, 2));
        return folder;
    }

    /** CIFAR-10 records: every pixel of a record is its label times ten. */
    static byte[] cifarRecords(int... labels) {
        ByteBuffer bytes = ByteBuffer.allocate(3073 * labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
            for (int p = 0; p < 3072; p++) {
                bytes.put((byte) (10 * label));
            }
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
