package dev.reprise.training.optimizer;

import dev.reprise.training.bounds.Bounds;

/**
 * The settings that every optimizer has.
 *
 * @param learningRate η at the start; a {@link Schedule} multiplies it
 * @param weightDecay λ; 0 for none
 * @param decay which parameters the weight decay reaches
 */
public record SharedSettings(double learningRate, double weightDecay, Decay decay) {
    public SharedSettings {
        Bounds.aboveZero("learning rate", learningRate);
        Bounds.atLeastZero("weight decay", weightDecay);
    }

    /** Without weight decay. */
    public static SharedSettings of(double learningRate) {
        return new SharedSettings(learningRate, 0, Decay.ALL);
    }

    SharedSettings withLearningRate(double value) {
        return new SharedSettings(value, weightDecay, decay);
    }

    SharedSettings withWeightDecay(double value) {
        return new SharedSettings(learningRate, value, decay);
    }

    SharedSettings withDecay(Decay value) {
        return new SharedSettings(learningRate, weightDecay, value);
    }
}
