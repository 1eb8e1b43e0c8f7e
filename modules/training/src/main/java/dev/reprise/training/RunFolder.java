package dev.reprise.training;

import dev.reprise.net.Durable;
import dev.reprise.net.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

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

    Path path() {
        return path;
    }

    /** Writes a record as a JSON file. */
    void json(String name, Object value) {
        String json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        try {
            Durable.writeFile(path.resolve(name), json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends lines to a table, and flushes. */
    void append(String name, List<String> lines) {
        Path file = path.resolve(name);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line : lines) {
                out.write(line);
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a table as a whole. */
    void table(String name, List<String> lines) {
        try {
            Durable.writeFile(path.resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
