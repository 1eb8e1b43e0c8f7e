package dev.reprise.inference;

import dev.reprise.files.Json;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.files.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What RUN means on a command line: a run's folder, its {@code model/}, or an experiment's newest finished run. */
public record SavedRun(Path folder) {
    private static final int SUGGESTIONS = 3;

    /**
     * Finds a run.
     *
     * @param word as written by the user
     * @param runs where the runs of experiments lie
     * @throws NetException where there is none, with the names that come near
     */
    public static SavedRun find(String word, Path runs) {
        Path path;
        try {
            path = Path.of(word);
        } catch (InvalidPathException e) {
            throw new NetException("no run '" + word + "': not a path or a name: " + e.getReason(), e);
        }
        if (holdsNet(path) || holdsNet(path.resolve("model"))) {
            if (Files.exists(path.resolve("experiment.json")) && !isFinished(path)) {
                throw new NetException(path + " is a run that is not finished: go on with it by run --resume " + path
                        + ", or name its folder model");
            }
            return new SavedRun(path);
        }
        return newestFinished(path)
                .or(() -> path.getNameCount() == 1 && !path.isAbsolute()
                        ? newestFinished(runs.resolve(path))
                        : Optional.empty())
                .orElseThrow(() -> new NetException(notFound(word, path, runs)));
    }

    /** The saved net, checked, if it classifies images. */
    public SavedNet open() {
        return Classifier.classifierOfImages(SavedNet.open(folder));
    }

    /** The random seed of the run, which a made-up data set needs to be drawn again. */
    Optional<Long> seed() {
        Path run = holdsNet(folder) ? folder.toAbsolutePath().normalize().getParent() : folder;
        JsonNode seed = result(run).path("seed");
        return seed.isIntegralNumber() ? Optional.of(seed.asLong()) : Optional.empty();
    }

    private static Optional<SavedRun> newestFinished(Path experiment) {
        return folders(experiment).stream()
                .filter(SavedRun::isFinished)
                .max(Comparator.comparing(run -> run.getFileName().toString())) // names begin with the time
                .map(SavedRun::new);
    }

    private static boolean isFinished(Path run) {
        return holdsNet(run.resolve("model"))
                && result(run).path("status").asString("").equals("finished");
    }

    private static boolean holdsNet(Path folder) {
        return Files.isRegularFile(folder.resolve("net.json"));
    }

    private static JsonNode result(Path run) {
        Path file = run.resolve("result.json");
        try {
            return Files.isRegularFile(file)
                    ? Json.MAPPER.readTree(Files.readAllBytes(file))
                    : MissingNode.getInstance();
        } catch (IOException | JacksonException e) {
            return MissingNode.getInstance(); // a run that cannot say that it is finished is not
        }
    }

    private static String notFound(String word, Path path, Path runs) {
        if (Files.exists(path)) {
            return path + " holds no saved net: expected a run's folder, its model, or an experiment's name";
        }
        if (Files.isDirectory(runs.resolve(path))) {
            return "no finished run of " + word + " in " + runs + ": train it to the end, or name a run's folder";
        }
        List<String> trained = folders(runs).stream()
                .filter(experiment -> newestFinished(experiment).isPresent())
                .map(experiment -> experiment.getFileName().toString())
                .toList();
        String hint = trained.isEmpty()
                ? runs + " holds no finished run; --runs DIR names another folder"
                : "did you mean " + String.join(", ", NearestName.nearest(word, trained, SUGGESTIONS)) + "? (in " + runs
                        + "; --runs DIR names another folder)";
        return "no run '" + word + "': " + hint;
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
