package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.OptionalInt;

/** {@code experiment.json}: the experiment as run, what was overridden, and what it was made with. */
record RunRecord(
        int format,
        Experiment experiment,
        Map<String, String> overridden,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt limit,
        boolean synthetic,
        Provenance provenance) {

    static final int FORMAT = 1;
}
