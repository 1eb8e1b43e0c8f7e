package dev.reprise.training.run;

import dev.reprise.data.LoadedData;
import dev.reprise.files.Json;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.results.Provenance;
import dev.reprise.results.RunRecord;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loop.Checkpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How to resume a run: what it was started with, and what is asked for now. What is not asked for stays as it was. */
final class Resumption {
    private static final String FORCED = "resumed by force";

    /** The components that an override changes, where they have other names. */
    private static final Map<String, Set<String>> COMPONENTS = Map.of(
            "dropout", Set.of("rate"),
            "classes", Set.of("units"),
            "hidden", Set.of("units"),
            "depth", Set.of("layers"),
            "activation", Set.of("layers"),
            "momentum", Set.of("momentum"),
            "clipNorm", Set.of("clipping"),
            "clipValue", Set.of("clipping"),
            "weightDecay", Set.of("weightDecay", "lambda"));

    private final RunFolder folder;
    private final RunRecord record;
    private final Experiment recorded;
    private final Request request;

    /** Throws {@link RunException} where the folder's run is finished, or not one that this version can resume. */
    Resumption(RunFolder folder, Request request) {
        folder.requireUnfinished();
        this.folder = folder;
        this.request = request;
        this.record = folder.record();
        this.recorded = recorded(folder, record);
    }

    private static Experiment recorded(RunFolder folder, RunRecord record) {
        try {
            return Json.MAPPER.treeToValue(record.experiment(), Experiment.class);
        } catch (JacksonException e) {
            throw new RunException(
                    "cannot resume: " + folder + " was started by another version of Reprise (" + Json.cause(e)
                            + "); start a new run without --resume",
                    e);
        }
    }

    Map<String, String> trial() {
        return record.trial();
    }

    /** The experiment to train: as the run was started, with what is overridden now. */
    Experiment wanted(Experiment experiment) {
        if (!record.name().equals(experiment.name())) {
            throw new RunException(
                    "cannot resume: " + folder + " is a run of " + record.name() + ", not of " + experiment.name());
        }
        long seed = record.provenance().seed();
        if (request.given().seed().orElse(seed) != seed) {
            throw new RunException("cannot resume: " + folder + " is a run with seed " + seed + ", not "
                    + request.given().seed().getAsLong() + "; remove --seed");
        }
        return request.overrides().apply(recorded);
    }

    RunOptions options() {
        Provenance was = record.provenance();
        RunOptions now = request.options();
        try {
            return new RunOptions(
                    now.data(),
                    now.limit().isPresent() ? now.limit() : record.limit(),
                    was.seed(),
                    request.given().device().orElse(was.device()),
                    OptionalInt.of(now.threads().orElse(was.threads())),
                    now.out(),
                    now.layout().or(() -> WeightLayout.of(was.layout())));
        } catch (IllegalArgumentException e) {
            throw new RunException("cannot resume: the record of " + folder + " is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * What the run is recorded to have changed: what it had before, and a mark where it is resumed by force.
     *
     * @param experiment as the program has it now
     * @param options {@link #options}
     * @throws RunException where something changed and it should not be forced
     */
    Map<String, String> changes(Experiment experiment, RunOptions options, LoadedData<?> loaded) {
        List<String> differences = new ArrayList<>(differences(experiment));
        request.overrides().changes(recorded).forEach((name, change) -> differences.add(name + ": " + change));
        if (!options.limit().equals(record.limit())) {
            differences.add("limit: " + text(record.limit()) + " → " + text(options.limit()));
        }
        differences.addAll(record.provenance()
                .differences(Environment.provenance(
                        options.seed(),
                        loaded.train().name(),
                        loaded.sha256(),
                        Torch.device(options.device()),
                        options.threads().getAsInt(),
                        options.layout().map(WeightLayout::toString).orElse(""))));
        Map<String, String> changes = new LinkedHashMap<>(record.overridden());
        if (!differences.isEmpty()) {
            String all = String.join("; ", differences);
            if (request.given().onChange() == OnChange.REFUSE) {
                throw new RunException("cannot resume: " + all
                        + " changed since the run started; start a new run, or add --force, which marks the run");
            }
            int epoch = Checkpoint.read(folder).map(Checkpoint::epoch).orElse(0) + 1;
            changes.merge(FORCED, "from epoch " + epoch + ": " + all, (before, more) -> before + "; " + more);
        }
        return changes;
    }

    /** Where the experiment as it is now differs from the recorded one, but for what was overridden then. */
    private List<String> differences(Experiment now) {
        Set<String> ignored = new HashSet<>();
        record.overridden().keySet().forEach(name -> ignored.addAll(COMPONENTS.getOrDefault(name, Set.of(name))));
        JsonNode was = Json.MAPPER.valueToTree(recorded);
        JsonNode is = Json.MAPPER.valueToTree(now);
        List<String> lines = new ArrayList<>();
        for (String name : was.propertyNames()) {
            if (!RunRecord.WORDS.contains(name)) {
                compare(lines, ignored, name, was.path(name), is.path(name));
            }
        }
        return lines;
    }

    private static void compare(List<String> lines, Set<String> ignored, String path, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            Set<String> names = new LinkedHashSet<>(was.propertyNames());
            names.addAll(is.propertyNames());
            names.removeAll(ignored);
            names.forEach(name -> compare(lines, ignored, path + "." + name, was.path(name), is.path(name)));
        } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                compare(lines, ignored, path + " " + (i + 1), was.get(i), is.get(i));
            }
        } else if (!was.equals(is)) {
            lines.add(path + ": " + was + " → " + is);
        }
    }

    private static String text(OptionalInt limit) {
        return limit.isPresent() ? Integer.toString(limit.getAsInt()) : "none";
    }
}
