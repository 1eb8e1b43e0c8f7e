package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.results.Scores;
import dev.reprise.training.bounds.Bounds;

/** How an epoch's training loss and accuracy are taken. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TrainingScores {

    /** What can be measured of a net that was just trained for an epoch. */
    interface Measurements {
        /** In evaluation mode, on all training rows. */
        Scores wholeSet();

        /** Of each batch before its step, averaged over the epoch. */
        Scores runningMean();

        /** In evaluation mode, on this many training rows drawn with replacement. */
        Scores sample(int rows);
    }

    /** The scores of an epoch. */
    Scores of(Measurements epoch);

    /** Whether they are taken while the epoch trains. */
    default boolean duringEpoch() {
        return false;
    }

    @JsonTypeName("whole-set")
    record WholeSet() implements TrainingScores {
        @Override
        public Scores of(Measurements epoch) {
            return epoch.wholeSet();
        }
    }

    @JsonTypeName("running-mean")
    record RunningMean() implements TrainingScores {
        @Override
        public Scores of(Measurements epoch) {
            return epoch.runningMean();
        }

        @Override
        public boolean duringEpoch() {
            return true;
        }
    }

    @JsonTypeName("sample")
    record Sample(int rows) implements TrainingScores {
        public Sample {
            Bounds.atLeast(1, "sampled rows", rows);
        }

        @Override
        public Scores of(Measurements epoch) {
            return epoch.sample(rows);
        }
    }
}
