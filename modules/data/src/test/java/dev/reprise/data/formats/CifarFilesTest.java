package dev.reprise.data.formats;

import static dev.reprise.data.SmallFiles.DIGITS;
import static dev.reprise.data.SmallFiles.cifarRecords;
import static dev.reprise.data.SmallFiles.gzip;
import static dev.reprise.data.SmallFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTest {
    @TempDir
    Path folder;

    @Test
    void recordsComeInTheOrderOfTheFiles() {
        writeBatches(folder);
        assertSixBatches(read());
    }

    @Test
    void theFolderOfTheArchiveIsFoundBelow() {
        writeBatches(folder.resolve("cifar-10-batches-bin"));
        assertSixBatches(read());
    }

    @Test
    void theArchiveIsReadWithoutUnpacking() {
        writeArchive(6);
        assertSixBatches(read());
    }

    @Test
    void anArchiveThatIsNotGzippedIsRead() throws IOException {
        byte[] gzipped = writeArchive(6);
        Files.delete(folder.resolve("cifar-10-binary.tar.gz"));
        write(
                folder.resolve("cifar-10-binary.tar"),
                new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes());
        assertSixBatches(read());
    }

    @Test
    void anArchiveThatLacksFilesIsRefused() {
        writeArchive(4);
        refuses(folder.resolve("cifar-10-binary.tar.gz") + ": missing data_batch_5.bin, test_batch.bin");
    }

    @Test
    void anArchiveCutShortIsRefused() {
        byte[] whole = writeArchive(6);
        write(folder.resolve("cifar-10-binary.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
        refuses(folder.resolve("cifar-10-binary.tar.gz").toString());
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() {
        write(folder.resolve("cifar-10-binary.tar.gz"), "hello".getBytes(StandardCharsets.UTF_8));
        refuses("cifar-10-binary.tar.gz: missing data_batch_1.bin, data_batch_2.bin");
    }

    @Test
    void aFileThatEndsWithinARecordIsRefused() {
        writeBatches(folder);
        write(folder.resolve("data_batch_3.bin"), Arrays.copyOf(cifarRecords(1, 2), 5000));
        refuses(folder.resolve("data_batch_3.bin")
                + ": has 5000 bytes, expected a whole number of 3073-byte records (30730000 as published)");
    }

    @Test
    void anEmptyFileIsRefused() {
        writeBatches(folder);
        write(folder.resolve("test_batch.bin"), new byte[0]);
        refuses(folder.resolve("test_batch.bin") + ": has 0 bytes");
    }

    @Test
    void aLabelWithoutAClassIsRefused() {
        writeBatches(folder);
        write(folder.resolve("data_batch_2.bin"), cifarRecords(3, 10));
        refuses(folder.resolve("data_batch_2.bin") + ": label 10 at byte 3073; labels are 0–9");
    }

    @Test
    void missingBatchesAreNamed() {
        write(folder.resolve("data_batch_2.bin"), cifarRecords(1));
        write(folder.resolve("test_batch.bin"), cifarRecords(1));
        refuses(folder + ": missing data_batch_1.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin");
    }

    @Test
    void aFolderWithoutTheSetIsToldWhatIsExpected() {
        refuses(folder + ": no CIFAR-10 found (expected data_batch_1.bin … data_batch_5.bin and test_batch.bin, or"
                + " cifar-10-binary.tar.gz)");
    }

    private LoadedData<ImageSet> read() {
        return CifarFiles.CIFAR_10.read(folder, "cifar-10", DIGITS);
    }

    private void refuses(String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(this::read).withMessageContaining(message);
    }

    /** Batch b holds two records, of labels b and b + 1; the sixth is the test batch. */
    private static void assertSixBatches(LoadedData<ImageSet> loaded) {
        assertThat(loaded.train().inputShape()).isEqualTo(new Shape(3, 32, 32));
        assertThat(loaded.train().labels()).containsExactly(0, 1, 1, 2, 2, 3, 3, 4, 4, 5);
        assertThat(loaded.test().labels()).containsExactly(5, 6);
        assertThat(loaded.train().pixels(9)).hasSize(3072).containsOnly(50);
        assertThat(loaded.sha256()).hasSize(6).containsKeys("data_batch_1.bin", "test_batch.bin");
    }

    private static String fileName(int batch) {
        return batch < 5 ? "data_batch_" + (batch + 1) + ".bin" : "test_batch.bin";
    }

    private static void writeBatches(Path place) {
        IntStream.range(0, 6).forEach(b -> write(place.resolve(fileName(b)), cifarRecords(b, b + 1)));
    }

    private byte[] writeArchive(int batches) {
        byte[] archive = gzip(tar(batches));
        write(folder.resolve("cifar-10-binary.tar.gz"), archive);
        return archive;
    }

    /** A tar archive of the first batches, after a file that is none. */
    static byte[] tar(int batches) {
        ByteBuffer tar = ByteBuffer.allocate(100_000);
        putMember(tar, "readme.html", "read me".getBytes(StandardCharsets.UTF_8));
        IntStream.range(0, batches).forEach(b -> putMember(tar, fileName(b), cifarRecords(b, b + 1)));
        tar.position(tar.position() + 1024); // two empty blocks end it
        return Arrays.copyOf(tar.array(), tar.position());
    }

    private static void putMember(ByteBuffer tar, String name, byte[] content) {
        byte[] header = new byte[512];
        putText(header, 0, "cifar-10-batches-bin/" + name);
        putText(header, 124, "%011o".formatted(content.length));
        putText(header, 148, "        "); // the checksum counts itself as blanks
        int sum = 0;
        for (byte value : header) {
            sum += value;
        }
        putText(header, 148, "%06o".formatted(sum));
        tar.put(header).put(content);
        tar.position((tar.position() + 511) / 512 * 512);
    }

    private static void putText(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
