package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The binary files of CIFAR-10 or CIFAR-100: a sequence of records, a byte for each label, of which the last is the class, and 3,072
 * for the pixels, (3, 32, 32).
 *
 * <p>They are read from the folder, from the subfolder that the published archive has, or from that archive, gzipped or
 * not, which is not unpacked to disk.
 *
 * @param name in the names of archives, as in {@code cifar-10}
 * @param subfolder in the published archive
 * @param labels how many bytes of labels a record has
 */
record CifarFiles(String name, String subfolder, List<String> train, String test, int labels) {
    static final CifarFiles CIFAR_10 = new CifarFiles(
            "cifar-10",
            "cifar-10-batches-bin",
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            1);
    static final CifarFiles CIFAR_100 =
            new CifarFiles("cifar-100", "cifar-100-binary", List.of("train.bin"), "test.bin", 2);

    private static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int PIXELS = 3072;
    private static final long MAX_BYTES = 1 << 30;

    private String archive() {
        return name + "-binary.tar.gz";
    }

    /** The files that a folder must contain, in words. */
    String expected() {
        return "%s%s and %s, or %s"
                .formatted(train.get(0), train.size() == 1 ? "" : " … " + train.get(train.size() - 1), test, archive());
    }

    /** Reads the files, wherever they are in the folder. */
    LoadedData<ImageSet> read(Path folder, String set, List<String> classes) {
        for (Path parent : List.of(folder, folder.resolve(subfolder))) {
            if (Files.isRegularFile(parent.resolve(test))) {
                requireAll(parent, member -> Files.isRegularFile(parent.resolve(member)));
                return read(train.stream().map(parent::resolve).toList(), parent.resolve(test), set, classes);
            }
        }
        for (String published : List.of(archive(), archive().replace(".gz", ""))) {
            Path archive = folder.resolve(published);
            if (Files.isRegularFile(archive)) {
                Map<String, Batch> batches = readArchive(archive, classes.size());
                return assemble(train.stream().map(batches::get).toList(), batches.get(test), set, classes);
            }
        }
        throw new DataException(python(folder)
                .map(python ->
                        "found %s, which is the version for Python: fetch %s (https://www.cs.toronto.edu/~kriz/cifar.html)"
                                .formatted(python, archive()))
                .orElseGet(() ->
                        "%s: no %s found (expected %s)".formatted(folder, name.toUpperCase(Locale.ROOT), expected())));
    }

    /** The archive of pickles for Python, or what it unpacks to. */
    private Optional<Path> python(Path folder) {
        return Stream.of(
                        name + "-python.tar.gz",
                        name + "-python.tar",
                        name + "-batches-py",
                        name + "-python",
                        "data_batch_1")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /** Reads training files, in this order, and the test file. */
    LoadedData<ImageSet> read(List<Path> trainFiles, Path testFile, String set, List<String> classes) {
        List<Batch> batches = Stream.concat(trainFiles.stream(), Stream.of(testFile))
                .parallel()
                .map(file -> readFile(file, classes.size()))
                .toList();
        return assemble(batches.subList(0, trainFiles.size()), batches.get(trainFiles.size()), set, classes);
    }

    private Batch readFile(Path file, int classes) {
        try (FileContent content = FileContent.open(file)) {
            return readBatch(file.getFileName().toString(), content, Files.size(file), classes);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Batch> readArchive(Path archive, int classes) {
        Map<String, Batch> batches = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(FileContent.unpacked(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String member = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (train.contains(member) || member.equals(test)) {
                    // the archive's stream is closed by the try above
                    @SuppressWarnings("resource")
                    FileContent content = new FileContent(archive + "!" + entry.getName(), tar);
                    batches.put(member, readBatch(member, content, entry.getSize(), classes));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(archive + ": not a readable tar archive: " + e.getMessage(), e);
        }
        requireAll(archive, batches::containsKey);
        return batches;
    }

    private void requireAll(Path parent, Predicate<String> present) {
        List<String> missing = Stream.concat(train.stream(), Stream.of(test))
                .filter(Predicate.not(present))
                .toList();
        if (!missing.isEmpty()) {
            throw new DataException(parent + ": missing " + String.join(", ", missing));
        }
    }

    private int record() {
        return labels + PIXELS;
    }

    private Batch readBatch(String file, FileContent content, long size, int classes) {
        if (size < record() || size % record() != 0 || size > MAX_BYTES) {
            throw content.wrong("has %d bytes, expected a whole number of %d-byte records (%d as published)"
                    .formatted(size, record(), (train.size() == 1 ? 50_000L : 10_000L) * record()));
        }
        byte[] records = content.read((int) size);
        content.requireEnd();
        for (int at = labels - 1; at < records.length; at += record()) {
            if ((records[at] & 0xFF) >= classes) {
                throw content.wrong(
                        "label %d at byte %d; labels are 0–%d".formatted(records[at] & 0xFF, at, classes - 1));
            }
        }
        return new Batch(file, records, content.sha256());
    }

    private LoadedData<ImageSet> assemble(List<Batch> trainBatches, Batch testBatch, String set, List<String> classes) {
        Map<String, String> sha256 = Stream.concat(trainBatches.stream(), Stream.of(testBatch))
                .collect(Collectors.toMap(batch -> batch.name, batch -> batch.sha256));
        return new LoadedData<>(
                set(set, classes, trainBatches),
                set(set, classes, List.of(testBatch)),
                LoadedData.Origin.FOLDER,
                sha256,
                List.of());
    }

    private ImageSet set(String set, List<String> classes, List<Batch> batches) {
        int count = batches.stream()
                .mapToInt(batch -> batch.records.length / record())
                .sum();
        byte[] pixels = new byte[Math.multiplyExact(count, PIXELS)];
        int[] numbers = new int[count];
        int i = 0;
        for (Batch batch : batches) {
            for (int at = 0; at < batch.records.length; at += record(), i++) {
                numbers[i] = batch.records[at + labels - 1];
                System.arraycopy(batch.records, at + labels, pixels, i * PIXELS, PIXELS);
            }
        }
        return new ImageSet(set, SHAPE, classes, pixels, numbers);
    }

    /** The records of one file. */
    private static final class Batch {
        private final String name;
        private final byte[] records;
        private final String sha256;

        Batch(String name, byte[] records, String sha256) {
            this.name = name;
            this.records = records;
            this.sha256 = sha256;
        }
    }
}
