package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder with IDX files of gray images and their labels, whatever their names: those with {@code test}, {@code t10k} or
 * {@code val} in their name are for the test, the others for the training. Without test files every fifth image is a test
 * image.
 *
 * @param prefix of the names of the files; empty for any
 */
public record IdxFolder(Path folder, String prefix) {
    private static final List<String> TEST = List.of("test", "t10k", "val");
    private static final int DEEPEST = 3; // as in MNIST/raw/

    /** The files of one split: images, and the label of each. */
    private record Pair(IdxArray images, Path imageFile, IdxArray labels, Path labelFile) {}

    /** Reads gray images whose classes are called 0, 1, … */
    public LoadedData<ImageSet> read(String name) {
        return read(name, List.of(), 0, false);
    }

    /**
     * Reads gray images.
     *
     * @param classes their names; if there are none, the labels are their names
     * @param firstLabel that of the first class
     * @param transposed whether rows and columns are exchanged, as in EMNIST
     */
    LoadedData<ImageSet> read(String name, List<String> classes, int firstLabel, boolean transposed) {
        List<Path> files = files();
        List<Path> test = files.stream().filter(IdxFolder::isTest).toList();
        Pair train = pair(
                "training",
                files.stream().filter(Predicate.not(IdxFolder::isTest)).toList());
        TreeMap<String, String> sha256 = new TreeMap<>();
        List<Pair> pairs = test.isEmpty() ? List.of(train) : List.of(train, pair("test", test));
        for (Pair pair : pairs) {
            sha256.put(pair.imageFile.getFileName().toString(), pair.images.sha256());
            sha256.put(pair.labelFile.getFileName().toString(), pair.labels.sha256());
        }
        List<String> names = classes.isEmpty() ? names(pairs) : classes;
        List<ImageSet> sets = pairs.stream()
                .map(pair -> set(name, names, firstLabel, transposed, pair))
                .toList();
        LoadedData<ImageSet> loaded = sets.size() == 2
                ? new LoadedData<>(sets.get(0), sets.get(1), LoadedData.Origin.FOLDER, sha256, List.of())
                : EveryFifth.isForTest(sets.get(0), sha256);
        if (!loaded.train().inputShape().equals(loaded.test().inputShape())) {
            throw new DataException("%s: training images are %s, test images %s"
                    .formatted(
                            folder, loaded.train().inputShape(), loaded.test().inputShape()));
        }
        return loaded;
    }

    private static List<String> names(List<Pair> pairs) {
        int largest = pairs.stream()
                .flatMapToInt(pair -> Arrays.stream(pair.labels.labels()))
                .max()
                .orElseThrow();
        if (largest > 9999) {
            throw new DataException("label " + largest + ": expected at most 10,000 classes, numbered from 0");
        }
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }

    private static ImageSet set(String name, List<String> classes, int firstLabel, boolean transposed, Pair pair) {
        int[] labels = pair.labels.labels();
        if (labels.length != pair.images.count()) {
            throw new DataException("%s: has %d labels, expected %d, one for each image of %s"
                    .formatted(pair.labelFile, labels.length, pair.images.count(), pair.imageFile));
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] -= firstLabel;
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new DataException("%s: label %d of image %d; labels are %d–%d"
                        .formatted(
                                pair.labelFile,
                                labels[i] + firstLabel,
                                i,
                                firstLabel,
                                firstLabel + classes.size() - 1));
            }
        }
        int height = pair.images.height();
        int width = pair.images.width();
        byte[] pixels = pair.images.pixels();
        return transposed
                ? new ImageSet(name, new Shape(1, width, height), classes, transposed(pixels, height, width), labels)
                : new ImageSet(name, new Shape(1, height, width), classes, pixels, labels);
    }

    private static byte[] transposed(byte[] pixels, int height, int width) {
        byte[] result = new byte[pixels.length];
        int plane = height * width;
        for (int i = 0; i < pixels.length; i++) {
            int at = i % plane;
            result[i - at + at % width * height + at / width] = pixels[i];
        }
        return result;
    }

    private Pair pair(String split, List<Path> files) {
        List<IdxArray> arrays = files.parallelStream().map(IdxArray::read).toList();
        int[] images = IntStream.range(0, files.size())
                .filter(i -> arrays.get(i).hasImages())
                .toArray();
        int[] labels = IntStream.range(0, files.size())
                .filter(i -> !arrays.get(i).hasImages())
                .toArray();
        if (images.length != 1 || labels.length != 1) {
            throw new DataException("%s: found %d IDX files of %s images and %d of labels%s, expected one of each%s"
                    .formatted(
                            folder,
                            images.length,
                            split,
                            labels.length,
                            files.isEmpty() ? "" : " (" + names(files, ", ") + ")",
                            prefix.isEmpty() ? "" : ", whose names start with " + prefix));
        }
        return new Pair(arrays.get(images[0]), files.get(images[0]), arrays.get(labels[0]), files.get(labels[0]));
    }

    private static String names(List<Path> files, String separator) {
        return String.join(
                separator,
                files.stream().map(file -> file.getFileName().toString()).toList());
    }

    private static boolean isTest(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return TEST.stream().anyMatch(name::contains);
    }

    /** The files whose names start with the prefix and say {@code idx}, or whose content does. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": no such folder (expected one with IDX files of images and labels)");
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(IdxFolder::isIdx)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isIdx(Path file) {
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).contains("idx")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 0 && head[1] == 0 && head[2] >= 8 && head[2] <= 14 && head[3] > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
