package dev.reprise.training;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * {@code experiment.json}: the experiment as run, what was overridden, and what it was made with.
 *
 * @param trial the numbers that tell it from the other trials of its sweep; empty where it is no trial
 */
record RunRecord(
        int format,
        Experiment experiment,
        Map<String, String> trial,
        Map<String, String> overridden,
        OptionalInt limit,
        boolean synthetic,
        Provenance provenance) {

    static final int FORMAT = 1;

    /** Why its figures prove nothing, if so. */
    Optional<String> noVerdict() {
        if (synthetic) {
            return Optional.of("the data is made up");
        }
        return overridden.isEmpty()
                ? Optional.empty()
                : Optional.of("overridden: "
                        + overridden.entrySet().stream()
                                .map(change -> change.getKey() + " " + change.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
