package dev.reprise.training.program;

/**
 * How many steps or batches go into one call of a program: as many as take a quarter of a second, so that progress moves and
 * an interruption is noticed. Results do not depend on it.
 */
public final class ChunkLength {
    private static final double SECONDS = 0.25;
    private static final int MAX_GROWTH = 8; // the first one is slow, and one is not yet a measurement

    private int next = 1;

    /** The length of the next chunk, of which {@code left} are still to do. */
    public int next(long left) {
        return (int) Math.min(next, left);
    }

    /** A chunk of this length took so long. */
    public void took(int length, double seconds) {
        double fitting = length * SECONDS / Math.max(seconds, 1e-9);
        next = (int) Math.max(1, Math.min(fitting, (double) MAX_GROWTH * length));
    }
}
