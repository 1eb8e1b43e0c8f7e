package dev.reprise.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What RUN means on a command line: a run's or sweep's folder, a run's {@code model/}, or an experiment's newest run. */
public record Runs(Path out) {

    /** The folder of a run or sweep. Throws {@link ReportException} where there is none. */
    public Path find(String word) {
        Path path;
        try {
            path = Path.of(word);
        } catch (InvalidPathException e) {
            throw new ReportException("no run '" + word + "': not a path or a name: " + e.getReason(), e);
        }
        if (RunFiles.isRun(path) || Sweep.isSweep(path) || Files.isRegularFile(path.resolve("net.json"))) {
            return path;
        }
        return newest(path)
                .or(() -> path.isAbsolute() ? Optional.empty() : newest(out.resolve(path)))
                .orElseThrow(
                        () -> new ReportException(word + " is no run: expected the folder of a run or sweep, or the"
                                + " name of an experiment with runs in " + out + " (" + known() + ")"));
    }

    /** All folders of runs, in the order of their names. */
    public List<Path> all() {
        if (!Files.isDirectory(out)) {
            throw new ReportException(out + ": no such folder (expected one that holds runs, as --out names it)");
        }
        return folders(out).stream()
                .flatMap(experiment -> folders(experiment).stream())
                .filter(RunFiles::isRun)
                .toList();
    }

    /** The newest run that is finished, else the newest. */
    private static Optional<Path> newest(Path experiment) {
        return folders(experiment).stream()
                .filter(RunFiles::isRun)
                .max(Comparator.comparing(
                                (Path run) -> RunFiles.open(run).status().equals("finished"))
                        .thenComparing(run -> run.getFileName().toString()));
    }

    private String known() {
        List<String> names = folders(out).stream()
                .filter(experiment -> folders(experiment).stream().anyMatch(RunFiles::isRun))
                .map(experiment -> experiment.getFileName().toString())
                .toList();
        return names.isEmpty() ? "it has none; --out names another folder" : String.join(", ", names);
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
