package dev.reprise.report;

import dev.reprise.files.Json;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The files of a run's folder, as many as can be read.
 *
 * <p>A kill, a full disk or an older version may have left less than a whole folder: what is there is given, and {@link
 * #missing} has a line for what is not.
 *
 * @param record {@code experiment.json}
 * @param result {@code result.json}
 */
public record RunFiles(Path folder, JsonNode record, JsonNode result, CsvTable epochs, List<String> missing) {
    private static final int FORMAT = 1;
    private static final String RECORD = "experiment.json";
    private static final String RESULT = "result.json";
    private static final String EPOCHS = "epochs.csv";
    private static final String STEPS = "steps.csv";
    private static final String PREDICTIONS = "predictions.csv";
    private static final List<String> TELLING = List.of(RECORD, RESULT, EPOCHS, STEPS);

    public RunFiles {
        missing = List.copyOf(missing);
    }

    /** Whether a folder is that of a run: it has at least one of the files that only runs write. */
    static boolean isRun(Path folder) {
        return TELLING.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /** Opens a run's folder, or its {@code model/}. Throws {@link ReportException} where it is none. */
    public static RunFiles open(Path path) {
        Path folder = Files.isRegularFile(path.resolve("net.json")) && !isRun(path)
                ? path.toAbsolutePath().normalize().getParent()
                : path;
        if (!isRun(folder)) {
            throw new ReportException(path + " is no run: expected a folder with at least one of "
                    + String.join(", ", TELLING) + " in it (--out DIR reads all runs under a folder)");
        }
        List<String> missing = new ArrayList<>();
        return new RunFiles(
                folder,
                json(folder, RECORD, "the numbers of the experiment and what it was made with", missing),
                json(folder, RESULT, "how it ended, its verdicts and final figures", missing),
                table(folder, EPOCHS, "the curves over epochs and the diagnosis", missing),
                missing);
    }

    public String experiment() {
        String recorded = record.at("/experiment/name").asString("");
        String name = recorded.isEmpty() ? result.path("experiment").asString("") : recorded;
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return name.isEmpty() && parent != null ? String.valueOf(parent.getFileName()) : name;
    }

    /** What tells the run from others: its experiment, or the numbers of its trial in a sweep, and its seed. */
    public String title() {
        return subject() + " seed " + seed();
    }

    /** Its experiment, or the numbers of its trial. */
    String subject() {
        JsonNode trial = record.path("trial");
        return trial.isEmpty()
                ? experiment()
                : trial.properties().stream()
                        .map(number -> number.getKey() + " " + number.getValue().asString(""))
                        .collect(Collectors.joining(", "));
    }

    public long seed() {
        JsonNode seed = record.at("/provenance/seed");
        return (seed.isNumber() ? seed : result.path("seed")).asLong(0);
    }

    /** How it ended; a run that was killed, or that still runs, has not. */
    public String status() {
        return result.path("status").asString("unfinished");
    }

    /** The loss of each iteration, and a line in {@code lacking} where that is not whole. */
    public CsvTable steps(List<String> lacking) {
        return table(folder, STEPS, "the loss of each iteration", lacking);
    }

    /** What the net says of each test example, and a line in {@code lacking} where that should be there and is not. */
    public Optional<Predictions> predictions(List<String> lacking) {
        boolean classifies = Arrays.stream(epochs.numbers("test_accuracy")).anyMatch(Double::isFinite);
        if (!classifies && !Files.exists(folder.resolve(PREDICTIONS))) {
            return Optional.empty(); // a regression has none
        }
        CsvTable table = table(folder, PREDICTIONS, "mistakes, probabilities and their reliability", lacking);
        return table.isEmpty() ? Optional.empty() : Predictions.of(table, lacking);
    }

    /** The saved net, and a line in {@code lacking} where there is none that can be opened. */
    public Optional<SavedNet> net(List<String> lacking) {
        try {
            return Optional.of(SavedNet.open(folder));
        } catch (NetException e) {
            lacking.add("no net is shown: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** {@code activations.csv}, which an experiment on activation functions writes. */
    public CsvTable activations() {
        String name = "activations.csv";
        return Files.exists(folder.resolve(name))
                ? table(folder, name, "activation functions", new ArrayList<>())
                : CsvTable.NONE;
    }

    private static JsonNode json(Path folder, String name, String what, List<String> missing) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            missing.add(name + " is missing: without it " + what + " are not known");
            return MissingNode.getInstance();
        }
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            int format = json.path("format").asInt(0);
            if (format != FORMAT) {
                missing.add("%s has format %s, this version reads %d: some of it may be lacking"
                        .formatted(name, format == 0 ? "none" : format, FORMAT));
            }
            return json;
        } catch (IOException | JacksonException e) {
            missing.add(name + " cannot be read: without it " + what + " are not known");
            return MissingNode.getInstance();
        }
    }

    static CsvTable table(Path folder, String name, String what, List<String> missing) {
        try {
            CsvTable table = CsvTable.read(folder.resolve(name));
            if (table.leftOut() > 0) {
                missing.add("%s: left out %d line%s that %s not whole"
                        .formatted(
                                name,
                                table.leftOut(),
                                table.leftOut() == 1 ? "" : "s",
                                table.leftOut() == 1 ? "is" : "are"));
            }
            if (table.isEmpty()) {
                missing.add(name + " has no line: without it " + what + " are not known");
            }
            return table;
        } catch (IOException e) {
            missing.add(name + " is missing: without it " + what + " are not known");
            return CsvTable.NONE;
        }
    }
}
