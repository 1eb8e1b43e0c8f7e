package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a step with momentum leads, once the velocity v = μv + g is known. */
public enum Momentum {
    /** Along v (Polyak 1964). */
    @JsonProperty("classical")
    CLASSICAL {
        @Override
        NDArray direction(NDArray velocity, NDArray gradient, NDArray momentum) {
            return velocity;
        }
    },

    /** Along g + μv: the gradient looked up where the velocity leads (Nesterov 1983, in torch's form). */
    @JsonProperty("nesterov")
    NESTEROV {
        @Override
        NDArray direction(NDArray velocity, NDArray gradient, NDArray momentum) {
            return velocity.mul(momentum).addi(gradient);
        }
    };

    abstract NDArray direction(NDArray velocity, NDArray gradient, NDArray momentum);
}
