package dev.reprise.cli;

import dev.reprise.files.Durable;
import dev.reprise.files.Json;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Judgement;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.control.Progress;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Several studies, one after the other, into one table: {@code <out>/all/<time>/table.csv}, a line a figure or a thing to
 * see. Stopped, it goes on with the study that it was in.
 */
final class Batch {
    private static final String HEADER = "study,figure,measured,verdict,folder";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final List<? extends Study> studies;
    private final Request request;

    Batch(List<? extends Study> studies, Request request) {
        this.studies = studies;
        this.request = request;
    }

    /** Runs what is not yet in the table. A study that diverges is a line, not the end. Says whether all are done. */
    boolean run(PrintWriter results, Progress progress, BooleanSupplier stop) {
        boolean goesOn = !(request.resume() instanceof Resume.No);
        Path folder = goesOn ? unfinished() : begin();
        List<String> lines = new ArrayList<>(lines(folder));
        Request one = request.withResume(goesOn ? new Resume.NewestOrBegin() : new Resume.No());
        for (Study study : studies) {
            if (lines.stream().anyMatch(line -> line.startsWith(study.name() + ","))) {
                continue;
            }
            try {
                Outcome outcome = study.run(one, progress, stop);
                results.println(study.name() + ":");
                if (!outcome.finished()) {
                    results.println(
                            "interrupted; to go on with all of them, give the same command again with --resume");
                    return false;
                }
                outcome.lines().forEach(results::println);
                results.flush();
                lines.addAll(lines(study, outcome));
            } catch (DivergedException e) {
                progress.warning(study.name() + ": " + e.getMessage());
                lines.add(csv(study.name(), "", "", "diverged", ""));
            }
            write(folder.resolve("table.csv"), HEADER, lines);
            if (stop.getAsBoolean()) {
                return false;
            }
        }
        write(folder.resolve("done"), "", List.of());
        results.println("table: " + folder.resolve("table.csv"));
        return true;
    }

    private static List<String> lines(Study study, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        String folder = outcome.folder().toString();
        for (Judgement judgement : outcome.judgements()) {
            String measured = judgement.measured().isPresent()
                    ? Double.toString(judgement.measured().getAsDouble())
                    : "";
            lines.add(csv(
                    study.name(),
                    judgement.figure().toString(),
                    measured,
                    judgement.verdict().toString(),
                    folder));
        }
        for (CheckResult seen : outcome.seen()) {
            lines.add(csv(study.name(), seen.toSee(), seen.why(), seen.held() ? "so it is" : "not so", folder));
        }
        if (lines.isEmpty()) {
            lines.add(csv(study.name(), "", "", "nothing to judge", folder));
        }
        return lines;
    }

    private static String csv(String... cells) {
        return String.join(
                ",",
                Stream.of(cells)
                        .map(cell -> cell.matches("[^,\"\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                        .toList());
    }

    private Path begin() {
        Path all = all();
        try {
            Files.createDirectories(all);
            String time = TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
            Path folder = all.resolve(time);
            for (int again = 2; Files.exists(folder); again++) {
                folder = all.resolve(time + "-" + again);
            }
            Files.createDirectory(folder);
            Durable.writeFile(folder.resolve("request.json"), key());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unfinished() {
        if (!Files.isDirectory(all())) {
            throw new UsageException("--resume: " + request.options().out() + " holds no table to go on with");
        }
        try (Stream<Path> folders = Files.list(all())) {
            return folders.filter(folder -> !Files.exists(folder.resolve("done")))
                    .filter(this::sameRequest)
                    .max(Comparator.comparing(folder -> folder.getFileName().toString()))
                    .orElseThrow(() -> new UsageException("--resume: " + all()
                            + " holds no unfinished table of these experiments with these numbers, seeds and --limit"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean sameRequest(Path folder) {
        try {
            Path file = folder.resolve("request.json");
            return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tells one batch from another. */
    private byte[] key() {
        return Json.MAPPER
                .writeValueAsString(List.of(
                        studies.stream().map(Study::name).toList(),
                        request.overrides(),
                        request.options().seed(),
                        request.seeds(),
                        request.options().limit()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Path all() {
        return request.options().out().resolve("all");
    }

    private static List<String> lines(Path folder) {
        Path table = folder.resolve("table.csv");
        try {
            return Files.exists(table)
                    ? Files.readAllLines(table).stream().skip(1).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String header, List<String> lines) {
        try {
            String text = header + "\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
            Durable.writeFile(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
