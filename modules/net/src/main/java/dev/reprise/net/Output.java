package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What the numbers mean that a net puts out. */
public enum Output {
    @JsonProperty("logits")
    LOGITS {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output.softmax(-1);
        }
    },
    @JsonProperty("log-probabilities")
    LOG_PROBABILITIES {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output.exp();
        }
    },
    @JsonProperty("probabilities")
    PROBABILITIES {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output;
        }
    },
    /** Numbers that a regression predicts: no class, no probability. */
    @JsonProperty("values")
    VALUES {
        @Override
        public NDArray toProbabilities(NDArray output) {
            throw new NetException("a regression has no probabilities");
        }
    };

    /** The probabilities of the classes, (batch, classes). */
    public abstract NDArray toProbabilities(NDArray output);
}
