package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;

/**
 * How the learning rate changes while a net trains: a factor of the initial one, for each step.
 *
 * <p>A schedule has no state, so a resumed run has the learning rates of an uninterrupted one. A span of epochs changes
 * the rate between epochs, a span of steps between steps.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Schedule {

    /** The factor at a step, which is counted from 0 over the whole run. */
    double factor(long step, long stepsPerEpoch);

    /** The initial rate throughout. */
    @JsonTypeName("constant")
    record Constant() implements Schedule {
        @Override
        public double factor(long step, long stepsPerEpoch) {
            return 1;
        }
    }

    /** A staircase: the factor to the power of the spans completed. */
    @JsonTypeName("steps")
    record Steps(Span every, double factor) implements Schedule {
        public Steps {
            Bounds.aboveZero("schedule's factor", factor);
        }

        @Override
        public double factor(long step, long stepsPerEpoch) {
            long spans = every.unitsBefore(step, stepsPerEpoch) / every.count();
            return Math.pow(factor, (double) spans);
        }
    }

    /**
     * Half a cosine wave from 1 down to f, which it keeps (SGDR, Loshchilov and Hutter 2017; CosineAnnealingLR of torch,
     * which rises again): f + ½(1 − f)(1 + cos(πt/T)), t of the span's T units completed.
     */
    @JsonTypeName("cosine")
    record Cosine(Span over, double finalFactor) implements Schedule {
        public Cosine {
            if (!(finalFactor >= 0 && finalFactor <= 1)) {
                throw new IllegalArgumentException("final factor must be in [0, 1], is " + finalFactor);
            }
        }

        @Override
        public double factor(long step, long stepsPerEpoch) {
            double completed = Math.min(1, (double) over.unitsBefore(step, stepsPerEpoch) / over.count());
            return finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * completed)) / 2;
        }
    }

    /**
     * One rise and one fall (Smith and Topin 2017; OneCycleLR of torch with its default values): from a 25th of the rate along half a cosine
     * wave up to the rate, over three tenths of the span, then down to a 10,000th of where it began.
     */
    @JsonTypeName("one-cycle")
    record OneCycle(Span over) implements Schedule {
        private static final double RISE = 0.3;
        private static final double FIRST = 1 / 25.0;
        private static final double LAST = FIRST / 1e4;

        @Override
        public double factor(long step, long stepsPerEpoch) {
            long end = over.inSteps(stepsPerEpoch) - 1;
            double top = RISE * (end + 1) - 1;
            if (step <= top) {
                return along(FIRST, 1, step / top);
            }
            return along(1, LAST, Math.min(1, (step - Math.max(0, top)) / Math.max(1, end - Math.max(0, top))));
        }

        private static double along(double from, double to, double share) {
            return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
        }
    }

    /** A straight rise, step by step, to the initial rate at the span's last step; then another schedule from its start. */
    @JsonTypeName("warm-up")
    record WarmUp(Span over, Schedule then) implements Schedule {
        @Override
        public double factor(long step, long stepsPerEpoch) {
            long rise = over.inSteps(stepsPerEpoch);
            return step < rise ? (step + 1.0) / rise : then.factor(step - rise, stepsPerEpoch);
        }
    }
}
