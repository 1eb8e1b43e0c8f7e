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
import java.util.ArrayList;
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

    /** The folder of a run that was not finished. */
    static RunFolder of(Path path) {
        return new RunFolder(path);
    }

    /** What the folder's run was to be. Throws {@link UsageException} where it is no run, or a finished one. */
    RunRecord unfinished() {
        if (finished(path)) {
            throw new UsageException("--resume: " + path + " is finished; name one that is not");
        }
        return record();
    }

    /** What the folder's run is. Throws {@link UsageException} where it is no run. */
    RunRecord record() {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(path.resolve("experiment.json")), RunRecord.class);
        } catch (IOException | JacksonException e) {
            throw new UsageException(
                    "--resume: " + path + " is no run one can go on with: expected a readable experiment.json in it",
                    e);
        }
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
                    .filter(run -> Files.exists(run.resolve("experiment.json")))
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
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a table; where it is there, keeps only its whole lines whose number is at most {@code last}. */
    void begin(String name, String header, long last) {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            append(name, List.of(header));
            return;
        }
        List<String> lines = new ArrayList<>(List.of(header));
        try {
            Files.readAllLines(file).stream()
                    .filter(line -> line.matches("\\d{1,18},.*"))
                    .filter(line -> Long.parseLong(line.substring(0, line.indexOf(','))) <= last)
                    .forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table(name, lines);
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
