package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a step with momentum leads, once the velocity v = μv + g is known. */
public enum Momentum {
    /** Along v (Polyak 1964). */
    @JsonProperty("classical")
    CLASSICAL,

    /** Along g + μv: the gradient looked up where the velocity leads (Nesterov 1983, in torch's form). */
    @JsonProperty("nesterov")
    NESTEROV
}
