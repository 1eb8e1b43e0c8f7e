package dev.reprise.training;

import dev.reprise.net.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where two experiments differ in what they compute: a line a number, as in {@code batchSize: 64 → 128}. */
final class Differences {
    /** What of an experiment changes no bit of a run. */
    private static final Set<String> WORDS = Set.of("name", "text", "section", "toSee", "figures");

    /** The number that an override changes, where it has another name. */
    private static final Map<String, String> OVERRIDDEN = Map.of("dropout", "rate", "classes", "units");

    private final Set<String> left = new LinkedHashSet<>(WORDS);
    private final List<String> lines = new ArrayList<>();

    private Differences(Set<String> overridden) {
        overridden.forEach(name -> left.add(OVERRIDDEN.getOrDefault(name, name)));
    }

    /** From one to another, numbers that were overridden left out. */
    static List<String> between(Experiment was, Experiment is, Set<String> overridden) {
        Differences differences = new Differences(overridden);
        differences.add("", Json.MAPPER.valueToTree(was), Json.MAPPER.valueToTree(is));
        return differences.lines;
    }

    private void add(String path, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            Set<String> names = new LinkedHashSet<>(was.propertyNames());
            names.addAll(is.propertyNames());
            names.removeAll(left);
            names.forEach(name -> add(path.isEmpty() ? name : path + "." + name, was.path(name), is.path(name)));
        } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                add(path + " " + (i + 1), was.get(i), is.get(i));
            }
        } else if (!was.equals(is)) {
            lines.add(path + ": " + was + " → " + is);
        }
    }
}
