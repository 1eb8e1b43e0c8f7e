package dev.reprise.training;

import java.util.Map;

/** {@code experiment.json}: the experiment as run, what was overridden, and what it was made with. */
record RunRecord(
        int format, Experiment experiment, Map<String, String> overridden, boolean synthetic, Provenance provenance) {

    static final int FORMAT = 1;
}
