package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** The meaning of a net's output. */
public enum Output {
    /** Scores of the classes, of any size and sign: a last layer without activation. (batch, classes) */
    @JsonProperty("logits")
    LOGITS("end the net without softmax or log-softmax, which the criterion applies itself") {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output.softmax(-1);
        }
    },
    /** Logarithms of the probabilities of the classes: a last layer with log-softmax. (batch, classes) */
    @JsonProperty("log-probabilities")
    LOG_PROBABILITIES("end the net with logSoftmax()") {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output.exp();
        }
    },
    @JsonProperty("probabilities")
    PROBABILITIES("end the net with softmax()") {
        @Override
        public NDArray toProbabilities(NDArray output) {
            return output;
        }
    },
    /** Numbers that a regression predicts. (batch, values) */
    @JsonProperty("values")
    VALUES("end the net with a linear layer") {
        @Override
        public NDArray toProbabilities(NDArray output) {
            throw new NetException("a regression has no probabilities");
        }
    };

    private final String howToGive;

    Output(String howToGive) {
        this.howToGive = howToGive;
    }

    /** How to make a net give this output, in a few words. */
    public String howToGive() {
        return howToGive;
    }

    /** As in {@code log-probabilities}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The output of a classifier with these layers, which the last one decides. */
    public static Output ofLast(List<Layer> layers) {
        Layer last = layers.get(layers.size() - 1);
        if (last instanceof Pointwise.LogSoftmax) {
            return LOG_PROBABILITIES;
        }
        return last instanceof Pointwise.Softmax ? PROBABILITIES : LOGITS;
    }

    /** The class probabilities, (batch, classes). */
    public abstract NDArray toProbabilities(NDArray output);
}
