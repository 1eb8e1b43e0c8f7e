package dev.reprise.search;

/**
 * A point that was tried.
 *
 * @param loss what came of it, the lower the better; infinite where it failed
 */
public record Observed(Point point, double loss) {
    public Observed {
        if (Double.isNaN(loss)) {
            throw new IllegalArgumentException("the loss of a failed point is infinite, not NaN");
        }
    }
}
