package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * That one experiment beats another, as a text claims it. It holds where the means over the runs of both differ in its
 * direction by more than the standard deviations over seeds together.
 *
 * @param than name of the other experiment
 */
public record Claim(Measure measure, Relation relation, String than) {

    /** On which side of the other. */
    public enum Relation {
        @JsonProperty("above")
        ABOVE,
        @JsonProperty("below")
        BELOW
    }

    /** {@code test accuracy above that of linear}. */
    @Override
    public String toString() {
        return measure + " " + (relation == Relation.ABOVE ? "above" : "below") + " that of " + than;
    }
}
