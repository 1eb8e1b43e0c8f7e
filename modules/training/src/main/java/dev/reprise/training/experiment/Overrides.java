package dev.reprise.training.experiment;

import dev.reprise.data.catalog.DatasetSpec;
import dev.reprise.net.Output;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values of an experiment that a run changes. They are recorded, and the run gets no verdict.
 *
 * @param settings the new values, applied in the order of {@link Setting}
 */
public record Overrides(Optional<String> dataset, Map<Setting, String> settings) {
    public Overrides {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    public static Overrides none() {
        return new Overrides(Optional.empty(), Map.of());
    }

    /** The same with one more value. */
    public Overrides with(Setting setting, Object value) {
        Map<Setting, String> more = new TreeMap<>(settings);
        more.put(setting, value.toString());
        return new Overrides(dataset, more);
    }

    /** The experiment with these values in place of its own. Throws {@link UsageException} where one does not apply. */
    public Experiment apply(Experiment experiment) {
        Experiment changed = dataset.isPresent()
                ? experiment.toBuilder()
                        .dataset(otherImages(experiment, dataset.get()))
                        .build()
                : experiment;
        for (Map.Entry<Setting, String> setting : settings.entrySet()) {
            changed = setting.getKey().apply(changed, setting.getValue());
        }
        return changed;
    }

    /** What was overridden, by name; only what differs from the experiment. */
    public Map<String, String> changes(Experiment experiment) {
        Experiment changed = apply(experiment);
        Map<String, String> changes = new LinkedHashMap<>();
        note(changes, "dataset", name(experiment), name(changed));
        for (Setting setting : settings.keySet()) {
            note(
                    changes,
                    setting.recorded(),
                    setting.in(experiment).orElse(""),
                    setting.in(changed).orElse(""));
        }
        return changes;
    }

    private static DatasetSpec otherImages(Experiment experiment, String name) {
        if (experiment.training().criterion().expects() == Output.VALUES) {
            throw new UsageException(experiment.name() + " draws its own rows and cannot use the data set " + name
                    + "; only experiments on images can use another one");
        }
        return DatasetSpec.named(name);
    }

    /** Throws {@link UsageException} where a value is overridden that tells these trials of a sweep apart. */
    public void requireApart(String sweep, List<Trial> trials) {
        List<Map<String, String>> changes =
                trials.stream().map(trial -> changes(trial.experiment())).toList();
        for (String name : changes.stream()
                .flatMap(all -> all.keySet().stream())
                .distinct()
                .toList()) {
            if (changes.stream()
                            .map(all -> all.getOrDefault(name, ""))
                            .distinct()
                            .count()
                    > 1) {
                throw new UsageException(
                        sweep + " compares several values of " + name + ", which cannot be overridden in it");
            }
        }
    }

    private static String name(Experiment experiment) {
        return experiment.data().dataset().name();
    }

    private static void note(Map<String, String> changes, String name, String was, String is) {
        if (!was.equals(is)) {
            changes.put(name, was + " → " + is);
        }
    }
}
