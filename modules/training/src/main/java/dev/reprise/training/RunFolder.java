package dev.reprise.training;

import dev.reprise.net.Durable;
import dev.reprise.net.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** The folder of a run as it is written: each file whole, each line flushed, nothing overwritten. */
final class RunFolder {
    /** yyyyMMdd-HHmmss; from a pattern it would load the data of every language first. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .appendLiteral('-')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .toFormatter(Locale.ROOT);

    static final String RECORD = "experiment.json";

    /** The tables that grow while a run trains. */
    static final List<String> TABLES = List.of("epochs.csv", "steps.csv");

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Makes {@code <out>/<experiment>/<time>-<what>}; no other run has it. */
    static RunFolder create(Path out, String experiment, String what) {
        String name = TIME.format(ZonedDateTime.now(ZoneId.systemDefault())) + "-" + what;
        try {
            Path parent = Files.createDirectories(out.resolve(experiment));
            for (int attempt = 1; ; attempt++) {
                try {
                    return new RunFolder(
                            Files.createDirectory(parent.resolve(attempt == 1 ? name : name + "-" + attempt)));
                } catch (FileAlreadyExistsException e) {
                    if (attempt == 100) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new UsageException(
                    "--out: cannot make a run folder in " + out.toAbsolutePath() + " (" + e
                            + "); name a folder one can write to",
                    e);
        }
    }

    /** A folder as it is. */
    static RunFolder at(Path path) {
        return new RunFolder(path);
    }

    /** The folder of a run that was begun. Throws {@link UsageException} where it is none. */
    static RunFolder of(Path path) {
        if (!Files.isRegularFile(path.resolve(RECORD))) {
            throw new UsageException(
                    "--resume: " + path + " is no run one can go on with: expected a readable " + RECORD + " in it");
        }
        return new RunFolder(path);
    }

    /** The folder of a sweep that was begun. */
    static RunFolder ofSweep(Path path) {
        return new RunFolder(path);
    }

    /** What the folder's run was to be. Throws {@link UsageException} where it is finished. */
    RunRecord unfinished() {
        if (finished(path)) {
            throw new UsageException("--resume: " + path + " is finished; name one that is not");
        }
        return record();
    }

    /** What the folder's run is. Throws {@link UsageException} where it is no run. */
    RunRecord record() {
        Path file = path.resolve(RECORD);
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(file), RunRecord.class);
        } catch (IOException e) {
            throw new UsageException("--resume: " + file + " cannot be read: " + e, e);
        } catch (JacksonException e) {
            throw new UsageException("--resume: " + file + " is not as it was written: " + Json.cause(e), e);
        }
    }

    /** Begins to go on, the lock held: the run is still not finished, and what a kill left half written is deleted. */
    void takeUp() {
        unfinished();
        try {
            Durable.deleteParts(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Deletes what only an unfinished run needs. */
    void putAway() {
        Checkpoint.remove(path);
        RunLock.remove(path);
    }

    /** The newest run of an experiment that is not finished. */
    static Optional<Path> newestUnfinished(Path out, String experiment) {
        return unfinishedRuns(out, experiment)
                .max(Comparator.comparing(run -> run.getFileName().toString()));
    }

    /** The runs of an experiment that are not finished. */
    static Stream<Path> unfinishedRuns(Path out, String experiment) {
        Path folder = out.resolve(experiment);
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return runs
                    .filter(run -> Files.isRegularFile(run.resolve(RECORD)))
                    .filter(run -> !finished(run))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Writes a record as a JSON file. */
    void json(String name, Object value) {
        String json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        try {
            Durable.writeFile(path.resolve(name), json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(path.resolve(name), e);
        }
    }

    /** As {@link #json}, when something else went wrong already, which it does not hide. */
    void jsonAfter(RuntimeException failure, String name, Object value) {
        try {
            json(name, value);
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Begins a table anew. */
    void begin(String name, String header) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw unwritable(path.resolve(name), e);
        }
        append(name, List.of(header));
    }

    /** Appends lines to a table: all of them, or where the disk is full none. */
    void append(String name, List<String> lines) {
        Path file = path.resolve(name);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
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

    /** Writes a table as a whole. */
    void table(String name, List<String> lines) {
        try {
            Durable.writeFile(path.resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(path.resolve(name), e);
        }
    }

    /** What is thrown where a file cannot be written: a disk is full, or taken away. */
    static UncheckedIOException unwritable(Path file, IOException cause) {
        String why = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : cause.getMessage();
        return new UncheckedIOException(
                file + " cannot be written: " + why
                        + "; the last checkpoint is kept: make room, and go on with --resume",
                cause);
    }

    private static boolean finished(Path run) {
        try {
            Path result = run.resolve("result.json");
            return Files.exists(result)
                    && Json.MAPPER
                            .readTree(Files.readAllBytes(result))
                            .path("status")
                            .asString("")
                            .equals("finished");
        } catch (IOException | JacksonException e) {
            return false; // written as a whole, so this is not by a kill: the run can be made again
        }
    }
}
