package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A length of training, in epochs or steps. */
public record Span(long count, Unit unit) {

    /** What is counted. A step is one update of the parameters. */
    public enum Unit {
        @JsonProperty("epochs")
        EPOCHS {
            @Override
            long steps(long stepsPerEpoch) {
                return stepsPerEpoch;
            }
        },

        @JsonProperty("steps")
        STEPS {
            @Override
            long steps(long stepsPerEpoch) {
                return 1;
            }
        };

        abstract long steps(long stepsPerEpoch);
    }

    public Span {
        if (count < 1) {
            throw new IllegalArgumentException("a span must be at least 1 long, is " + count);
        }
    }

    /** How many whole units are completed before this step, counted from 0. */
    long unitsBefore(long step, long stepsPerEpoch) {
        return step / unit.steps(stepsPerEpoch);
    }

    /** Its length in steps. */
    long inSteps(long stepsPerEpoch) {
        return count * unit.steps(stepsPerEpoch);
    }
}
