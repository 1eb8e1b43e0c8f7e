package dev.reprise.inference.digits;

/** How strong the ink of a picture is, from how much lighter or darker than the paper each pixel is. */
final class Ink {
    private static final int MIN_STRENGTH = 64; // ours: of 255; shadows, noise and JPEG's specks stay below

    private Ink() {}

    /** Whether the ink is lighter than the paper: whether the lighter pixels differ more, by the sum of squares. */
    static boolean isLighter(int[] differences) {
        long lighter = 0;
        long darker = 0;
        for (int difference : differences) {
            long square = (long) difference * difference;
            lighter += difference > 0 ? square : 0;
            darker += difference < 0 ? square : 0;
        }
        return lighter >= darker;
    }

    /** How much the strongest ink differs from the paper, 0–255. */
    static int contrast(int[] differences, boolean lighter) {
        int strongest = 0;
        for (int difference : differences) {
            strongest = Math.max(strongest, lighter ? difference : -difference);
        }
        return strongest;
    }

    /** The strength in each pixel: 0 is paper, 255 the strongest ink; less than a quarter is paper. */
    static byte[] strengths(int[] differences, boolean lighter, int contrast) {
        byte[] ink = new byte[differences.length];
        for (int i = 0; i < ink.length; i++) {
            int difference = lighter ? differences[i] : -differences[i];
            if (difference > 0) {
                long strength = Math.round(255.0 * difference / contrast);
                ink[i] = strength < MIN_STRENGTH ? 0 : (byte) strength;
            }
        }
        return ink;
    }
}
