package dev.reprise.results.store;

import dev.reprise.files.NearestName;
import dev.reprise.files.UnreadableNames;
import dev.reprise.results.SweepRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder that holds runs, as {@code <out>/<experiment>/<time>-seed<seed>} and {@code <out>/<name>/<time>-sweep}.
 *
 * <p>Names of folders begin with the time, so that the newest is the last by name.
 */
public record RunStore(Path out) {
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

    private static final int TIME_LENGTH = 15;
    private static final int MAX_SUGGESTIONS = 3;
    private static final String NET = "net.json";

    /** Creates the folder of a run; no other run has it. */
    public RunFolder create(String experiment, long seed) {
        return new RunFolder(createFolder(experiment, "-seed" + seed));
    }

    /** Creates the folder of a sweep that starts now; {@link #createSweep(SweepRecord, Set, String)}. */
    public SweepFolder createSweep(SweepRecord record, Set<String> names) {
        return createSweep(record, names, now());
    }

    /**
     * Creates the folder of a sweep.
     *
     * @param names of the values that tell its trials apart
     * @param start {@link #now} when its first run started, which may be earlier
     */
    public SweepFolder createSweep(SweepRecord record, Set<String> names, String start) {
        SweepFolder sweep = new SweepFolder(createNamed(record.experiment(), start + "-sweep"));
        sweep.start(record, names);
        return sweep;
    }

    /** Creates {@code <out>/<parent>/<time><suffix>}, which was not there before. */
    Path createFolder(String parent, String suffix) {
        return createNamed(parent, now() + suffix);
    }

    /** The time as names of folders begin. */
    public static String now() {
        return TIME.format(ZonedDateTime.now(ZoneId.systemDefault()));
    }

    private Path createNamed(String parent, String name) {
        try {
            Path folder = Files.createDirectories(out.resolve(parent));
            for (int attempt = 1; ; attempt++) {
                try {
                    return Files.createDirectory(folder.resolve(attempt == 1 ? name : name + "-" + attempt));
                } catch (FileAlreadyExistsException e) {
                    if (attempt == 100) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new RunException(
                    "cannot create a run folder in " + out.toAbsolutePath() + " (" + e
                            + "); name a folder you can write to (--out)",
                    e);
        }
    }

    /** The runs of an experiment, oldest first. */
    public List<RunFolder> runs(String experiment) {
        return runsIn(out.resolve(experiment));
    }

    /** The runs of all experiments, by experiment and time. */
    public List<RunFolder> runs() {
        return experiments().stream().flatMap(name -> runs(name).stream()).toList();
    }

    /** The sweeps under a name, oldest first. */
    public List<SweepFolder> sweeps(String name) {
        return folders(out.resolve(name)).stream()
                .filter(SweepFolder::isSweep)
                .map(SweepFolder::new)
                .toList();
    }

    /** The names under which there are runs or sweeps. Throws {@link RunException} where there is no such folder. */
    public List<String> experiments() {
        if (!Files.isDirectory(out)) {
            throw new RunException(out + ": no such folder (expected one that holds runs; --out names another)");
        }
        return folders(out).stream()
                .filter(folder ->
                        folders(folder).stream().anyMatch(run -> RunFolder.isRun(run) || SweepFolder.isSweep(run)))
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** The newest run of an experiment that is not finished and started at this time ({@link #now}) or later. */
    public Optional<RunFolder> newestUnfinishedSince(String start, String experiment) {
        return newestUnfinished(experiment)
                .filter(run -> run.path().getFileName().toString().compareTo(start) >= 0);
    }

    public Optional<RunFolder> newestUnfinished(String experiment) {
        return last(runs(experiment).stream()
                .filter(run -> run.findRecord().isPresent() && !run.isFinished())
                .toList());
    }

    /** The runs of an experiment that started no earlier than a sweep and are not finished. */
    public Stream<RunFolder> unfinishedSince(SweepFolder sweep, String experiment) {
        String start = sweep.path().getFileName().toString().substring(0, TIME_LENGTH);
        return runs(experiment).stream()
                .filter(run -> run.path().getFileName().toString().compareTo(start) >= 0)
                .filter(run -> run.findRecord().isPresent() && !run.isFinished());
    }

    /** The newest sweep under a name that is not finished and has this key. */
    public Optional<SweepFolder> newestUnfinishedSweep(String name, String key) {
        return last(
                sweeps(name).stream().filter(sweep -> isUnfinished(sweep, key)).toList());
    }

    /** Whether a sweep is not finished and has this key. */
    public static boolean isUnfinished(SweepFolder sweep, String key) {
        return sweep.findRecord()
                .filter(record -> !record.finished() && record.key().equals(key))
                .isPresent();
    }

    /**
     * What RUN means to whoever reads results: the folder of a run or sweep, a run's {@code model/}, or the newest run of
     * an experiment, a finished one if there is one. Throws {@link RunException} where there is none.
     */
    public Path find(String run) {
        Path path = path(run);
        if (RunFolder.isRun(path) || SweepFolder.isSweep(path)) {
            return path;
        }
        if (isNet(path)) {
            return path.toAbsolutePath().normalize().getParent();
        }
        Predicate<RunFolder> any = found -> true;
        return newest(path, RunFolder::isFinished)
                .or(() -> newest(path, any))
                .orElseThrow(() -> new RunException(
                        "not a run folder: " + run + " (expected the folder of a run or sweep, or the name of an"
                                + " experiment with runs in " + out + ": " + suggestions(run, any) + ")"));
    }

    /**
     * What RUN means to whoever uses nets: a folder that holds a saved net or a finished run with one, the name of an
     * imported net, or the newest such run of an experiment. Throws {@link RunException} where there is none.
     */
    public Path findNet(String run) {
        Path path = path(run);
        if (isNet(path) || isNet(path.resolve("model"))) {
            RunFolder found = new RunFolder(path);
            if (RunFolder.isRun(path) && !found.isFinished()) {
                found.requireReadableResult();
                throw new RunException(path + " is a run that has not finished: resume it with run --resume " + path
                        + ", or name its folder model");
            }
            return path;
        }
        if (isNet(out.resolve(path).resolve("model"))) {
            return out.resolve(path); // imported
        }
        return newest(path, RunStore::isFinishedNet).orElseThrow(() -> new RunException(noNet(run, path)));
    }

    private String noNet(String run, Path path) {
        if (Files.exists(path)) {
            return path + " holds no saved net: expected a run's folder, its model, or an experiment's name";
        }
        if (Files.isDirectory(out.resolve(path))) {
            return "no finished run of " + run + " in " + out + ": train it to the end, or name a run's folder";
        }
        return "no run '" + run + "' in " + out + " (" + suggestions(run, RunStore::isFinishedNet)
                + "; --runs names another folder)"
                + UnreadableNames.hint(run).map(hint -> "; " + hint).orElse("");
    }

    private static Path path(String run) {
        try {
            return Path.of(run);
        } catch (InvalidPathException e) {
            throw new RunException(
                    "no run '" + run + "': not a path or a name: "
                            + UnreadableNames.hint(run).orElse(e.getReason()),
                    e);
        }
    }

    private Optional<Path> newest(Path experiment, Predicate<RunFolder> wanted) {
        List<Path> places = experiment.isAbsolute() || experiment.getNameCount() > 1
                ? List.of(experiment)
                : List.of(experiment, out.resolve(experiment));
        return places.stream()
                .flatMap(place -> last(runsIn(place).stream().filter(wanted).toList()).stream())
                .map(RunFolder::path)
                .findFirst();
    }

    private String suggestions(String word, Predicate<RunFolder> wanted) {
        List<String> names = Files.isDirectory(out)
                ? experiments().stream()
                        .filter(name -> runs(name).stream().anyMatch(wanted))
                        .toList()
                : List.of();
        return names.isEmpty()
                ? "it has none"
                : "did you mean " + String.join(", ", NearestName.nearest(word, names, MAX_SUGGESTIONS)) + "?";
    }

    private static boolean isNet(Path folder) {
        return Files.isRegularFile(folder.resolve(NET));
    }

    private static boolean isFinishedNet(RunFolder run) {
        return isNet(run.model()) && run.isFinished();
    }

    private static List<RunFolder> runsIn(Path folder) {
        return folders(folder).stream()
                .filter(RunFolder::isRun)
                .map(RunFolder::new)
                .toList();
    }

    static <T> Optional<T> last(List<T> oldestFirst) {
        return oldestFirst.isEmpty() ? Optional.empty() : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
    }

    /** The folders in a folder, by name, but for hidden ones; none where it is missing. */
    static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(folder -> folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
