package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.net.Json;
import dev.reprise.net.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The folder of a sweep: {@code sweep.csv}, a line a run, and {@code sweep.json}. */
final class SweepFolder {
    private static final String TABLE = "sweep.csv";
    private static final String RECORD = "sweep.json";

    private final RunFolder folder;

    private SweepFolder(RunFolder folder) {
        this.folder = folder;
    }

    /** What {@code sweep.json} says; {@code key} tells whether another request asks for the same runs. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record SweepRecord(
            int format,
            String experiment,
            String status,
            String key,
            long firstSeed,
            int seeds,
            int runs,
            int planned,
            List<Spread> spreads,
            List<Line> trials,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Map<String, String>> best,
            List<RunResult.JudgedFigure> figures,
            List<Seen> seen) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Line(
            @JsonProperty("numbers") Map<String, String> numbers,
            int runs,
            Map<String, Double> means,
            List<RunResult.JudgedFigure> figures) {}

    static SweepFolder create(Path out, String name, String key, Trial trial) {
        SweepFolder sweep = new SweepFolder(RunFolder.create(out, name, "sweep"));
        sweep.folder.append(TABLE, List.of(SweepRow.header(trial)));
        sweep.folder.json(
                RECORD, Map.of("format", RunRecord.FORMAT, "experiment", name, "status", "running", "key", key));
        return sweep;
    }

    /** The newest unfinished sweep of the same runs, where the request asks to go on with one. */
    static Optional<SweepFolder> unfinished(Request request, String name, String key) {
        return request.resume()
                .sweep(request.options().out(), name, path -> unfinished(path, key))
                .map(path -> new SweepFolder(RunFolder.ofSweep(path)));
    }

    /** What tells one sweep from another: its runs, what is overridden, and the rows they are limited to. */
    static String key(List<SweepRun.Planned> plan, Request request) {
        String json = Json.MAPPER.writeValueAsString(
                List.of(plan, request.overrides(), request.options().limit()));
        return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The newest sweep under a name that is not finished and of which this is so. */
    static Optional<Path> newest(Path out, String name, Predicate<Path> wanted) {
        Path folder = out.resolve(name);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> sweeps = Files.list(folder)) {
            return sweeps.filter(sweep -> Files.exists(sweep.resolve(RECORD)))
                    .filter(wanted)
                    .max(Comparator.comparing(sweep -> sweep.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean unfinished(Path sweep, String key) {
        try {
            JsonNode record = Json.MAPPER.readTree(Files.readAllBytes(sweep.resolve(RECORD)));
            return !record.path("status").asString("finished").equals("finished")
                    && record.path("key").asString("").equals(key);
        } catch (IOException | JacksonException e) {
            return false; // written as a whole, so this is not by a kill: its runs can be made again
        }
    }

    Path path() {
        return folder.path();
    }

    void append(SweepRow row) {
        folder.append(TABLE, List.of(row.csv()));
    }

    /** Its whole lines; a last one that a kill cut off is taken away. */
    List<String> lines() {
        try {
            Path table = path().resolve(TABLE);
            String text = Files.readString(table);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            folder.table(TABLE, lines);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that was under way with this sweep. */
    Optional<Path> unfinishedRun(SweepRun.Planned planned, Overrides overrides) {
        Experiment wanted = overrides.apply(planned.trial().experiment());
        String since = path().getFileName().toString();
        Path out = path().getParent().getParent();
        return RunFolder.unfinishedRuns(out, wanted.name())
                .filter(run -> isOf(run, planned, wanted))
                .filter(run -> run.getFileName().toString().compareTo(since.substring(0, 15)) >= 0)
                .findFirst();
    }

    /** Whether a run is of this trial and seed and has a whole checkpoint; one that cannot be read is made again. */
    private static boolean isOf(Path run, SweepRun.Planned planned, Experiment wanted) {
        try {
            RunRecord record = RunFolder.of(run).record();
            return record.provenance().seed() == planned.seed()
                    && record.trial().equals(planned.trial().numbers())
                    && record.experiment().equals(wanted)
                    && Checkpoint.read(run).isPresent();
        } catch (UsageException e) {
            LoggerFactory.getLogger(SweepFolder.class).debug("not gone on with: {}", run, e);
            return false;
        }
    }

    void write(SweepOutcome outcome, Request request) {
        SweepOutcome.Findings findings = outcome.findings();
        String key = key();
        folder.json(
                RECORD,
                new SweepRecord(
                        RunRecord.FORMAT,
                        path().getParent().getFileName().toString(),
                        outcome.finished() ? "finished" : "interrupted",
                        key,
                        request.options().seed(),
                        request.seeds(),
                        outcome.made(),
                        outcome.planned(),
                        findings.spreads(),
                        findings.trials().stream()
                                .map(line ->
                                        new Line(line.numbers(), line.runs(), line.means(), judged(line.judgements())))
                                .toList(),
                        findings.best(),
                        judged(findings.judgements()),
                        findings.seen()));
    }

    private String key() {
        return Json.MAPPER.readTree(path().resolve(RECORD).toFile()).path("key").asString("");
    }

    private static List<RunResult.JudgedFigure> judged(List<Judgement> judgements) {
        return judgements.stream().map(RunResult.JudgedFigure::of).toList();
    }
}
