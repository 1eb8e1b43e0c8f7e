package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which parameters the weight decay pulls towards zero. */
public enum Decay {
    /** Weights, biases, and the scales and shifts of batch normalization: what torch.optim does. */
    @JsonProperty("all")
    ALL,

    /** Weights alone: what d2l's concise weight decay does. */
    @JsonProperty("weights-only")
    WEIGHTS_ONLY
}
