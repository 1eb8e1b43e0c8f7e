package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The four files of MNIST and of sets in its format, gzipped or not.
 *
 * <p>An IDX file starts with a magic number (2051 for images, 2049 for labels), the count and, for images, height and
 * width, all as four bytes with the highest first; one byte per pixel or label follows.
 */
public record IdxFiles(Path trainImages, Path trainLabels, Path testImages, Path testLabels) {
    public static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    public static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    public static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    public static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    static final String EXPECTED =
            "%s, %s, %s and %s, gzipped or not".formatted(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);
    private static final int IMAGES_MAGIC = 2051;
    private static final int LABELS_MAGIC = 2049;
    private static final long MAX_BYTES = 1 << 30;
    private static final int DEEPEST = 3; // as in MNIST/raw/

    /** Whether a folder has the first of the files. */
    static boolean isIn(Path folder) {
        return found(folder, TRAIN_IMAGES).isPresent();
    }

    /** The files under their published names in a folder. */
    static IdxFiles in(Path folder) {
        return new IdxFiles(
                find(folder, TRAIN_IMAGES),
                find(folder, TRAIN_LABELS),
                find(folder, TEST_IMAGES),
                find(folder, TEST_LABELS));
    }

    LoadedData<ImageSet> read(String name, List<String> classes) {
        List<Part> parts = Stream.<Reading>of(
                        () -> readImages(trainImages),
                        () -> readImages(testImages),
                        () -> readLabels(trainLabels, classes.size()),
                        () -> readLabels(testLabels, classes.size()))
                .parallel()
                .map(Reading::read)
                .toList();
        requireSameCount(parts.get(0), trainImages, parts.get(2), trainLabels);
        requireSameCount(parts.get(1), testImages, parts.get(3), testLabels);
        if (!parts.get(0).shape.equals(parts.get(1).shape)) {
            throw new DataException("%s: images are %s, those of %s are %s"
                    .formatted(testImages, parts.get(1).shape, trainImages, parts.get(0).shape));
        }
        return new LoadedData<>(
                set(name, classes, parts.get(0), parts.get(2)),
                set(name, classes, parts.get(1), parts.get(3)),
                LoadedData.Origin.FOLDER,
                Map.of(
                        TRAIN_IMAGES, parts.get(0).sha256,
                        TEST_IMAGES, parts.get(1).sha256,
                        TRAIN_LABELS, parts.get(2).sha256,
                        TEST_LABELS, parts.get(3).sha256),
                List.of());
    }

    private static Path find(Path folder, String name) {
        return found(folder, name)
                .orElseThrow(() -> new DataException("%s: no such file, with or without .gz (expected %s)"
                        .formatted(folder.resolve(name), EXPECTED)));
    }

    /** A file under its published name or, as some programs unpack it, with a dot before {@code idx}; in a folder of it too. */
    private static Optional<Path> found(Path folder, String name) {
        String dotted = name.replace("-idx", ".idx");
        Set<String> names = Set.of(name, name + ".gz", dotted, dotted + ".gz");
        try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> names.contains(file.getFileName().toString()) && Files.isRegularFile(file))
                    .min(Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Part readImages(Path file) {
        try (FileContent content = FileContent.open(file)) {
            requireMagic(content, IMAGES_MAGIC, "images");
            int count = content.readInt();
            int height = content.readInt();
            int width = content.readInt();
            boolean positive = count > 0 && height > 0 && width > 0;
            if (!positive || height > MAX_BYTES / width || count > MAX_BYTES / ((long) height * width)) {
                throw content.wrong("header announces %d images of %d×%d; expected at least one and at most 1 GiB"
                        .formatted(count, height, width));
            }
            byte[] pixels = content.read(count * height * width);
            content.requireEnd();
            return new Part(count, new Shape(1, height, width), pixels, content.sha256());
        }
    }

    private static Part readLabels(Path file, int classes) {
        try (FileContent content = FileContent.open(file)) {
            requireMagic(content, LABELS_MAGIC, "labels");
            int count = content.readInt();
            if (count < 1 || count > MAX_BYTES) {
                throw content.wrong("header announces " + count + " labels; expected at least one and at most 1 GiB");
            }
            long start = content.position();
            byte[] labels = content.read(count);
            content.requireEnd();
            for (int i = 0; i < count; i++) {
                if ((labels[i] & 0xFF) >= classes) {
                    throw content.wrong(
                            "label %d at byte %d; labels are 0–%d".formatted(labels[i] & 0xFF, start + i, classes - 1));
                }
            }
            return new Part(count, new Shape(), labels, content.sha256());
        }
    }

    private static void requireMagic(FileContent content, int expected, String what) {
        int magic = content.readInt();
        if (magic != expected) {
            throw content.wrong(
                    "not IDX %s: magic number at byte 0 is %d, expected %d".formatted(what, magic, expected));
        }
    }

    private static void requireSameCount(Part images, Path imageFile, Part labels, Path labelFile) {
        if (images.count != labels.count) {
            throw new DataException("%s: has %d labels, expected %d, one for each image of %s"
                    .formatted(labelFile, labels.count, images.count, imageFile));
        }
    }

    private static ImageSet set(String name, List<String> classes, Part images, Part labels) {
        int[] numbers = new int[labels.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels.bytes[i];
        }
        return new ImageSet(name, images.shape, classes, images.bytes, numbers);
    }

    private interface Reading {
        Part read();
    }

    /** One file's content: {@code count} images or labels of a shape. */
    private static final class Part {
        private final int count;
        private final Shape shape;
        private final byte[] bytes;
        private final String sha256;

        Part(int count, Shape shape, byte[] bytes, String sha256) {
            this.count = count;
            this.shape = shape;
            this.bytes = bytes;
            this.sha256 = sha256;
        }
    }
}
