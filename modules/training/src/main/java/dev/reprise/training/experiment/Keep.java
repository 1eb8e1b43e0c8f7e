package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which epoch's net a run keeps. Test scores never select it. */
public enum Keep {
    @JsonProperty("last")
    LAST,
    /** Those of the epoch with the highest validation accuracy (lowest validation loss, for a regression). */
    @JsonProperty("best-on-validation")
    BEST_ON_VALIDATION
}
