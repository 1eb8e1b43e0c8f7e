package dev.reprise.training.optimizer;

import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Which parameters the weight decay pulls towards zero. */
public enum Decay {
    /** Weights, biases, and the scales and shifts of batch normalization: what torch.optim does. */
    @JsonProperty("all")
    ALL {
        @Override
        boolean pulls(Parameter.Type type) {
            return true;
        }
    },

    /** Weights alone: what d2l's concise weight decay does. */
    @JsonProperty("weights-only")
    WEIGHTS_ONLY {
        @Override
        boolean pulls(Parameter.Type type) {
            return type == Parameter.Type.WEIGHT;
        }
    };

    abstract boolean pulls(Parameter.Type type);
}
