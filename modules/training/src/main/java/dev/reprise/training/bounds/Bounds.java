package dev.reprise.training.bounds;

/** Checks of the values of experiments; each message says what was expected and what was given. */
public final class Bounds {
    private Bounds() {}

    public static void aboveZero(String name, double value) {
        require(value > 0 && Double.isFinite(value), name + " must be above 0", value);
    }

    public static void atLeastZero(String name, double value) {
        require(value >= 0 && Double.isFinite(value), name + " must be at least 0", value);
    }

    /** In [0, 1). */
    public static void belowOne(String name, double value) {
        require(value >= 0 && value < 1, name + " must be in [0, 1)", value);
    }

    public static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", is " + value);
        }
    }

    private static void require(boolean holds, String expected, double value) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", is " + value);
        }
    }
}
