package dev.reprise.data.formats;

import dev.reprise.data.DataException;
import dev.reprise.data.SmallFiles;
import dev.reprise.testkit.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated data files are read or refused by {@link DataException}, never anything else. */
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

    /** The content is mutated before it is gzipped, so that the checksum is right. */
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
        CifarFiles.CIFAR_10
                .train()
                .forEach(name -> SmallFiles.write(folder.resolve(name), SmallFiles.cifarRecords(1, 2)));
        Path test = folder.resolve(CifarFiles.CIFAR_10.test());
        Fuzz.read(
                "CIFAR",
                DataException.class,
                bytes -> {
                    Files.write(test, bytes);
                    CifarFiles.CIFAR_10.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                SmallFiles.cifarRecords(3, 9));
    }

    @Test
    void cifarArchives() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("archive"));
        Path archive = folder.resolve("cifar-10-binary.tar.gz");
        byte[] tar = CifarFilesTest.tar(6);
        Fuzz.read(
                "CIFAR tar",
                DataException.class,
                bytes -> {
                    Files.write(archive, SmallFiles.gzip(bytes));
                    CifarFiles.CIFAR_10.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                tar);
        Fuzz.read(
                "CIFAR tar.gz",
                DataException.class,
                bytes -> {
                    Files.write(archive, bytes);
                    CifarFiles.CIFAR_10.read(folder, "cifar-10", SmallFiles.DIGITS);
                },
                SmallFiles.gzip(tar));
    }

    private void readIdx(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        IdxFiles.in(file.getParent()).read("mnist", SmallFiles.DIGITS);
    }
}
