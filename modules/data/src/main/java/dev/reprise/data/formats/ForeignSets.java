package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.files.Sha256;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.files.tensor.TensorFile;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Sets of gray 28×28 images in the files that other programs give: Keras's {@code mnist.npz}, and tables as Kaggle has them. */
final class ForeignSets {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    private ForeignSets() {}

    /** The set of a folder that holds such files; empty if it holds none. */
    static Optional<LoadedData<ImageSet>> in(Path folder, String name, List<String> classes) {
        List<Path> files = list(folder);
        Optional<Path> npz =
                files.stream().filter(file -> lower(file).endsWith(".npz")).findFirst();
        if (npz.isPresent()) {
            return Optional.of(npz(npz.get(), name, classes));
        }
        List<Path> tables =
                files.stream().filter(file -> lower(file).endsWith(".csv")).toList();
        return tables.stream()
                .filter(file -> lower(file).contains("train"))
                .findFirst()
                .map(train -> csv(
                        train,
                        tables.stream()
                                .filter(file -> lower(file).contains("test"))
                                .findFirst(),
                        name,
                        classes));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static String lower(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** Arrays x_train, y_train, x_test and y_test. Its hashes are those of IDX files with the same content. */
    private static LoadedData<ImageSet> npz(Path file, String name, List<String> classes) {
        Map<String, Tensor> arrays = tensors(file);
        byte[] trainImages = bytes(file, arrays, "x_train");
        byte[] trainLabels = bytes(file, arrays, "y_train");
        byte[] testImages = bytes(file, arrays, "x_test");
        byte[] testLabels = bytes(file, arrays, "y_test");
        return new LoadedData<>(
                set(file, name, classes, trainImages, trainLabels),
                set(file, name, classes, testImages, testLabels),
                LoadedData.Origin.FOLDER,
                Map.of(
                        IdxFiles.TRAIN_IMAGES, idxHash(trainImages, true),
                        IdxFiles.TRAIN_LABELS, idxHash(trainLabels, false),
                        IdxFiles.TEST_IMAGES, idxHash(testImages, true),
                        IdxFiles.TEST_LABELS, idxHash(testLabels, false)),
                List.of());
    }

    private static Map<String, Tensor> tensors(Path file) {
        try {
            return TensorFile.read(file);
        } catch (IOException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file, Map<String, Tensor> arrays, String name) {
        Tensor array = arrays.get(name);
        if (array == null) {
            throw new DataException("%s: has the arrays %s, expected x_train, y_train, x_test and y_test"
                    .formatted(file, String.join(", ", arrays.keySet())));
        }
        byte[] bytes = new byte[array.bytes().remaining()];
        array.bytes().get(bytes);
        boolean images = name.startsWith("x");
        long expected = images ? PIXELS * array.shape().get(0) : array.shape().get(0);
        if (bytes.length != expected) {
            throw new DataException("%s: %s is %s, expected unsigned bytes%s"
                    .formatted(file, name, array, images ? " of 28×28 images" : ""));
        }
        return bytes;
    }

    private static String idxHash(byte[] content, boolean images) {
        ByteBuffer header = images
                ? ByteBuffer.allocate(16)
                        .putInt(2051)
                        .putInt(content.length / PIXELS)
                        .putInt(SIDE)
                        .putInt(SIDE)
                : ByteBuffer.allocate(8).putInt(2049).putInt(content.length);
        var digest = Sha256.digest();
        digest.update(header.array());
        digest.update(content);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A table with the label and then the pixels of an image in each row, under a head; without a test table every fifth image is for the test. */
    private static LoadedData<ImageSet> csv(Path train, Optional<Path> test, String name, List<String> classes) {
        ImageSet trainSet = table(train, name, classes);
        Map<String, String> sha256 = new TreeMap<>(Map.of(train.getFileName().toString(), hash(train)));
        Optional<Path> labeled = test.filter(ForeignSets::isLabeled);
        if (labeled.isEmpty()) {
            return EveryFifth.isForTest(trainSet, sha256);
        }
        sha256.put(labeled.get().getFileName().toString(), hash(labeled.get()));
        return new LoadedData<>(
                trainSet, table(labeled.get(), name, classes), LoadedData.Origin.FOLDER, sha256, List.of());
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Kaggle's test.csv has no labels. */
    private static boolean isLabeled(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return String.valueOf(in.readLine()).startsWith("label");
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static ImageSet table(Path file, String name, List<String> classes) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        try (CSVParser rows = CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            if (rows.getHeaderNames().size() != 1 + PIXELS
                    || !rows.getHeaderNames().get(0).equals("label")) {
                throw new DataException("%s: has %d columns, the first is '%s'; expected 785: label, pixel0 … pixel783"
                        .formatted(
                                file,
                                rows.getHeaderNames().size(),
                                rows.getHeaderNames().get(0)));
            }
            for (CSVRecord row : rows) {
                labels.write(number(file, row, 0, classes.size() - 1));
                for (int i = 1; i <= PIXELS; i++) {
                    pixels.write(number(file, row, i, 255));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return set(file, name, classes, pixels.toByteArray(), labels.toByteArray());
    }

    private static int number(Path file, CSVRecord row, int column, int most) {
        String text = column < row.size() ? row.get(column) : "";
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > most) {
            throw new DataException("%s: row %d, column %d is '%s', expected a whole number from 0 to %d"
                    .formatted(file, row.getRecordNumber(), column + 1, text, most));
        }
        return Integer.parseInt(text);
    }

    private static ImageSet set(Path file, String name, List<String> classes, byte[] pixels, byte[] labels) {
        int[] numbers = new int[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels[i] & 0xFF;
        }
        if (numbers.length == 0) {
            throw new DataException(file + ": has no images");
        }
        return new ImageSet(name, new Shape(1, SIDE, SIDE), classes, pixels, numbers);
    }
}
