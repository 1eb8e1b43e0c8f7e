package dev.reprise.training;

/**
 * Whether there was to be seen what was to see.
 *
 * @param why the numbers that say so
 */
public record Seen(String toSee, boolean held, String why) {

    /** One line. */
    @Override
    public String toString() {
        return toSee + ": " + (held ? "so it is" : "NOT so") + " (" + why + ")";
    }
}
