package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The binary files of CIFAR-10: a sequence of records, one byte for the label and 3,072 for the pixels, (3, 32, 32).
 *
 * <p>They are read from the folder, from its subfolder {@code cifar-10-batches-bin}, or from the published archive, which
 * is not unpacked to disk.
 */
final class CifarFiles {
    static final String ARCHIVE = "cifar-10-binary.tar.gz";
    static final String FOLDER = "cifar-10-batches-bin";
    static final List<String> TRAIN =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    static final String TEST = "test_batch.bin";
    static final String EXPECTED = "data_batch_1.bin … data_batch_5.bin and " + TEST + ", or " + ARCHIVE;
    private static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int PIXELS = 3072;
    private static final int RECORD = 1 + PIXELS;
    private static final long MAX_BYTES = 1 << 30;

    private CifarFiles() {}

    /** Reads the six files, wherever they are in the folder. */
    static LoadedData<ImageSet> read(Path folder, String name, List<String> classes) {
        for (Path parent : List.of(folder, folder.resolve(FOLDER))) {
            if (Files.isRegularFile(parent.resolve(TEST))) {
                requireAll(parent, member -> Files.isRegularFile(parent.resolve(member)));
                return read(TRAIN.stream().map(parent::resolve).toList(), parent.resolve(TEST), name, classes);
            }
        }
        Path archive = folder.resolve(ARCHIVE);
        if (Files.isRegularFile(archive)) {
            Map<String, Batch> batches = readArchive(archive);
            return assemble(TRAIN.stream().map(batches::get).toList(), batches.get(TEST), name, classes);
        }
        throw new DataException(folder + ": no CIFAR-10 found (expected " + EXPECTED + ")");
    }

    /** Reads training files, in this order, and the test file. */
    static LoadedData<ImageSet> read(List<Path> train, Path test, String name, List<String> classes) {
        List<Batch> batches = Stream.concat(train.stream(), Stream.of(test))
                .parallel()
                .map(CifarFiles::readFile)
                .toList();
        return assemble(batches.subList(0, train.size()), batches.get(train.size()), name, classes);
    }

    private static Batch readFile(Path file) {
        try (FileContent content = FileContent.open(file)) {
            return readBatch(file.getFileName().toString(), content, Files.size(file));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Batch> readArchive(Path archive) {
        Map<String, Batch> batches = new HashMap<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(FileContent.gunzip(file, Files.size(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String member = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (TRAIN.contains(member) || member.equals(TEST)) {
                    // the archive's stream is closed by the try above
                    @SuppressWarnings("resource")
                    FileContent content = new FileContent(archive + "!" + entry.getName(), tar);
                    batches.put(member, readBatch(member, content, entry.getSize()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(archive + ": not a readable tar.gz archive: " + e.getMessage(), e);
        }
        requireAll(archive, batches::containsKey);
        return batches;
    }

    private static void requireAll(Path parent, Predicate<String> present) {
        List<String> missing = Stream.concat(TRAIN.stream(), Stream.of(TEST))
                .filter(Predicate.not(present))
                .toList();
        if (!missing.isEmpty()) {
            throw new DataException(parent + ": missing " + String.join(", ", missing));
        }
    }

    private static Batch readBatch(String name, FileContent content, long size) {
        if (size < RECORD || size % RECORD != 0 || size > MAX_BYTES) {
            throw content.wrong("has %d bytes, expected a whole number of %d-byte records (30730000 as published)"
                    .formatted(size, RECORD));
        }
        byte[] records = content.read((int) size);
        content.requireEnd();
        for (int at = 0; at < records.length; at += RECORD) {
            if ((records[at] & 0xFF) > 9) {
                throw content.wrong("label %d at byte %d; labels are 0–9".formatted(records[at] & 0xFF, at));
            }
        }
        return new Batch(name, records, content.sha256());
    }

    private static LoadedData<ImageSet> assemble(List<Batch> train, Batch test, String name, List<String> classes) {
        Map<String, String> sha256 = Stream.concat(train.stream(), Stream.of(test))
                .collect(Collectors.toMap(batch -> batch.name, batch -> batch.sha256));
        return new LoadedData<>(
                set(name, classes, train),
                set(name, classes, List.of(test)),
                LoadedData.Origin.FOLDER,
                sha256,
                List.of());
    }

    private static ImageSet set(String name, List<String> classes, List<Batch> batches) {
        int count = batches.stream().mapToInt(Batch::count).sum();
        byte[] pixels = new byte[Math.multiplyExact(count, PIXELS)];
        int[] labels = new int[count];
        int i = 0;
        for (Batch batch : batches) {
            for (int record = 0; record < batch.count(); record++, i++) {
                labels[i] = batch.records[record * RECORD];
                System.arraycopy(batch.records, record * RECORD + 1, pixels, i * PIXELS, PIXELS);
            }
        }
        return new ImageSet(name, SHAPE, classes, pixels, labels);
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

        int count() {
            return records.length / RECORD;
        }
    }
}
