package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Durable;
import dev.reprise.files.Json;
import dev.reprise.files.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** The files of a folder as they are written: records whole or not at all, tables by whole lines. */
record FolderFiles(Path folder) {

    void write(String name, Object record) {
        writeText(name, Json.pretty(record));
    }

    /** Writes a table as a whole. */
    void table(String name, List<? extends List<?>> lines) {
        writeText(name, text(lines));
    }

    void writeText(String name, String text) {
        try {
            Durable.writeFile(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(folder.resolve(name), e);
        }
    }

    /** Starts a table again with its head. */
    void start(String name, List<?> head) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw unwritable(folder.resolve(name), e);
        }
        append(name, List.of(head));
    }

    /** Appends lines to a table: all of them, or none where the disk is full. */
    void append(String name, List<? extends List<?>> lines) {
        Path file = folder.resolve(name);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(lines));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                channel.position(end);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** A record, empty where its file is missing or unreadable. */
    <T> Optional<T> find(String name, Class<T> type) {
        try {
            return Optional.of(read(name, type));
        } catch (RunException e) {
            return Optional.empty(); // files are written whole: this is not a kill's doing, and the run can be repeated
        }
    }

    /** A record. Throws {@link RunException} where its file is missing or unreadable. */
    <T> T read(String name, Class<T> type) {
        Path file = folder.resolve(name);
        try {
            return Json.readPrintable(SmallFile.read(file, SmallFile.RECORD), type);
        } catch (IOException e) {
            throw new RunException(file + " cannot be read: " + SmallFile.reason(e), e);
        } catch (JacksonException e) {
            throw new RunException(file + " is damaged: " + Json.cause(e), e);
        }
    }

    /** A table, empty where its file is missing or unreadable. */
    CsvTable table(String name) {
        try {
            return readTable(name);
        } catch (IOException e) {
            return CsvTable.EMPTY;
        }
    }

    /** A table. Throws where its file is missing or unreadable. */
    CsvTable readTable(String name) throws IOException {
        long most = name.equals(RunFolder.PREDICTIONS) ? SmallFile.LARGE_TABLE : SmallFile.TABLE;
        return CsvTable.read(folder.resolve(name), most).printable();
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    private static String text(List<? extends List<?>> lines) {
        return lines.stream().map(line -> CsvTable.line(line) + "\n").collect(Collectors.joining());
    }

    /** What is thrown where a file cannot be written: a disk is full, or gone. */
    static UncheckedIOException unwritable(Path file, IOException cause) {
        String why = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : cause.getMessage();
        return new UncheckedIOException(
                file + " cannot be written: " + why
                        + "; the last checkpoint is kept: free some space, then resume with --resume",
                cause);
    }
}
