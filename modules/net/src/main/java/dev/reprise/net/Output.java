package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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

    /** What a classifier with these layers puts out, told by the last one. */
    public static Output ofLast(List<Layer> layers) {
        Layer last = layers.get(layers.size() - 1);
        if (last instanceof Pointwise.LogSoftmax) {
            return LOG_PROBABILITIES;
        }
        return last instanceof Pointwise.Softmax ? PROBABILITIES : LOGITS;
    }

    /** The probabilities of the classes, (batch, classes). */
    public abstract NDArray toProbabilities(NDArray output);
}
