package dev.reprise.training;

/** What a {@link Criterion} takes the net's outputs for. */
public enum Expects {
    /** Scores of the classes, of any size and sign: a last layer without activation. (batch, classes) */
    LOGITS,

    /** Logarithms of the classes' probabilities: a last layer with log-softmax. (batch, classes) */
    LOG_PROBABILITIES,

    /** Predicted numbers. (batch, values) */
    VALUES
}
