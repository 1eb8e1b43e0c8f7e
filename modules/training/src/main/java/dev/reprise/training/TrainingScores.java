package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Check;

/** How an epoch's training loss and accuracy are taken. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TrainingScores {

    /** After the epoch, in evaluation mode, on all training rows. */
    static WholeSet wholeSet() {
        return new WholeSet();
    }

    /** During the epoch, each batch before its step, dropout at work: what d2l draws. */
    static RunningMean runningMean() {
        return new RunningMean();
    }

    /** After the epoch, on so many training rows drawn with replacement: what cs231n's Solver prints. */
    static Sample sampleOf(int rows) {
        return new Sample(rows);
    }

    @JsonTypeName("whole-set")
    record WholeSet() implements TrainingScores {}

    @JsonTypeName("running-mean")
    record RunningMean() implements TrainingScores {}

    @JsonTypeName("sample")
    record Sample(int rows) implements TrainingScores {
        public Sample {
            Check.atLeast(1, "sampled rows", rows);
        }
    }
}
