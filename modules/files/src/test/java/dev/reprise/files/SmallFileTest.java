package dev.reprise.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SmallFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileOfAtMostSoManyBytesIsReadAsAWhole() throws IOException {
        Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
        assertThat(SmallFile.read(file, 3)).containsExactly(1, 2, 3);
        refuses(() -> SmallFile.read(file, 2), "has 3 bytes, expected at most 2");
    }

    @Test
    void aSparseFileIsNotRead() throws IOException {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        refuses(() -> SmallFile.read(file, SmallFile.RECORD), "has 10737418240 bytes, expected at most 67108864");
        refuses(() -> CsvTable.read(file, SmallFile.TABLE), "has 10737418240 bytes");
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "this system has no mkfifo");
        refuses(() -> SmallFile.read(pipe, 10), "is no regular file");
        refuses(() -> CsvTable.read(pipe, SmallFile.TABLE), "is no regular file");
        refuses(() -> Sha256.of(pipe), "is no regular file");
    }

    @Test
    void aLinkToADeviceIsNotRead() throws IOException {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "this system has no /dev/zero");
        Path link = Files.createSymbolicLink(folder.resolve("link"), zero);
        refuses(() -> SmallFile.read(link, 10), "is no regular file");
    }

    @Test
    void aFolderAndAMissingFileAreNamed() {
        refuses(() -> SmallFile.read(folder, 10), "is no regular file");
        refuses(() -> SmallFile.read(folder.resolve("none"), 10), "is missing");
    }

    private static void refuses(ThrowingCallable reading, String reason) {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(reading)
                .satisfies(e -> assertThat(SmallFile.reason(e)).contains(reason));
    }
}
