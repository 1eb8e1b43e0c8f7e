package dev.reprise.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes so that a kill at any moment leaves the old or the new, never half of one: beside, fsync, rename. */
public final class Durable {
    private Durable() {}

    /** What fills a folder or file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path path) throws IOException;
    }

    /** Replaces a file as a whole. */
    public static void writeFile(Path file, byte[] bytes) throws IOException {
        writeFile(file, bytes, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes a file that is not there yet. Throws {@link FileAlreadyExistsException} if it is. */
    public static void createFile(Path file, byte[] bytes) throws IOException {
        writeFile(file, bytes);
    }

    private static void writeFile(Path file, byte[] bytes, CopyOption... move) throws IOException {
        Path beside = beside(file);
        try {
            Files.write(beside, bytes);
            sync(beside);
            Files.move(beside, file, move);
            syncFolder(file.toAbsolutePath().getParent());
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Makes a folder that is not there yet, with everything that {@code content} puts in it, or none of it. */
    public static void writeFolder(Path folder, Content content) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder + " already exists and is not overwritten");
        }
        writeBeside(folder, content, beside -> {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder.toAbsolutePath().getParent());
        });
    }

    /**
     * Makes a folder in place of the one that is there, if one is: that is kept until the new one is whole.
     *
     * @param before the name that the old one has for a moment; where a kill leaves no {@code folder}, it is there
     */
    public static void replaceFolder(Path folder, Path before, Content content) throws IOException {
        writeBeside(folder, content, beside -> {
            if (Files.exists(folder)) {
                delete(before);
                Files.move(folder, before, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder.toAbsolutePath().getParent());
            delete(before);
        });
    }

    /** Deletes what kills left in a folder: files and folders that were not whole. */
    public static void deleteParts(Path folder) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(file -> file.getFileName().toString().matches("\\..+\\.part"))
                    .toList();
        }
        for (Path part : parts) {
            delete(part);
        }
    }

    private static void writeBeside(Path folder, Content content, Content move) throws IOException {
        Path beside = beside(folder);
        delete(beside); // of a killed process that had the same number
        Files.createDirectories(beside);
        try {
            content.writeTo(beside);
            try (Stream<Path> files = Files.list(beside)) {
                for (Path file : files.toList()) {
                    sync(file);
                }
            }
            syncFolder(beside);
            move.writeTo(beside);
        } finally {
            delete(beside);
        }
    }

    private static Path beside(Path path) {
        return path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot open a folder as a file: there the rename itself is what the file system promises.
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.delete(path);
            }
        }
    }
}
