package dev.reprise.results;

import dev.reprise.files.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code experiment.json}: the experiment as run, what was overridden, and what it was made with.
 *
 * @param experiment every value of it as a tree, as experiments gain and lose components from version to version
 * @param trial the values that tell it from the other trials of its sweep; empty where it is not a trial
 */
public record RunRecord(
        int format,
        JsonNode experiment,
        Map<String, String> trial,
        Map<String, String> overridden,
        OptionalInt limit,
        boolean synthetic,
        Provenance provenance) {

    /** 1: the components of the experiment in one list; 2: grouped. */
    public static final int FORMAT = 2;

    /** The components that change no bit of a run: names, words, and what the results are compared with. */
    public static final Set<String> WORDS = Set.of(
            "name", "source", "text", "section", "toSee", "lookFor", "published", "figures", "expectations", "claims");

    public String name() {
        return experiment.path("name").asString("");
    }

    /** Where in the texts it is from. */
    public String text() {
        return either("/source/text", "/text").asString("");
    }

    /** The title of the text's section, as printed. */
    public String section() {
        return either("/source/section", "/section").asString("");
    }

    /** That title in English. */
    public String english() {
        return either("/source/english", "/section").asString("");
    }

    public String lookFor() {
        return either("/lookFor", "/toSee").asString("");
    }

    /** What the text says of it compared with other experiments; a claim that cannot be read is left out. */
    public List<Claim> claims() {
        return either("/published/claims", "/claims").values().stream()
                .flatMap(claim -> {
                    try {
                        return Stream.ofNullable(Json.LENIENT.treeToValue(claim, Claim.class)); // null of a null
                    } catch (JacksonException e) {
                        return Stream.of();
                    }
                })
                .toList();
    }

    /** A component where this version writes it, or where format 1 did. */
    private JsonNode either(String now, String before) {
        JsonNode found = experiment.at(now);
        return found.isMissingNode() ? experiment.at(before) : found;
    }

    /** Every value that makes the experiment what it is, by its path: {@code training.optimizer.learningRate}. */
    public Map<String, String> values() {
        Map<String, String> values = JsonFlattener.of(experiment);
        values.keySet()
                .removeIf(name -> WORDS.stream().anyMatch(word -> name.equals(word) || name.startsWith(word + ".")));
        return values;
    }

    /** Why its figures prove nothing, if so. */
    public Optional<String> noVerdict() {
        if (synthetic) {
            return Optional.of("synthetic data");
        }
        return overridden.isEmpty()
                ? Optional.empty()
                : Optional.of("overridden: "
                        + overridden.entrySet().stream()
                                .map(change -> change.getKey() + " " + change.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /** Whether it ran on real data with every value as the experiment has it, and is not a trial of a sweep. */
    public boolean asPublished() {
        return noVerdict().isEmpty() && trial.isEmpty();
    }
}
