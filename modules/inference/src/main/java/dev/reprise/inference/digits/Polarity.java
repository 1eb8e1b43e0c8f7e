package dev.reprise.inference.digits;

/**
 * Whether the ink of a picture is lighter or darker than its paper, which may be uneven.
 *
 * <p>Where strokes are close together the paper between them is as narrow as a stroke of light ink. But only real ink differs
 * from the wide paper around it along all of its outer edge, so this compares the contrast along the outer edges of what
 * is dark and narrow with that of what is light and narrow: the sum times the mean.
 */
final class Polarity {
    private static final double NARROW = 0.25; // ours: of the strongest; less is a shadow or noise

    private final Plane plane;
    private final int[] darker; // than the paper, if the ink is dark
    private final int[] lighter; // than the paper, if the ink is light
    private final double threshold;

    private Polarity(Plane plane, int[] darker, int[] lighter) {
        this.plane = plane;
        this.darker = darker;
        this.lighter = lighter;
        int strongest = 0;
        for (int i = 0; i < darker.length; i++) {
            strongest = Math.max(strongest, Math.max(darker[i], lighter[i]));
        }
        this.threshold = Math.max(1, NARROW * strongest);
    }

    /**
     * Compares both.
     *
     * @param darker how much darker each pixel is than a paper without narrow dark parts
     * @param lighter how much lighter each pixel is than a paper without narrow light parts
     */
    static boolean inkIsLighter(Plane plane, int[] darker, int[] lighter) {
        Polarity polarity = new Polarity(plane, darker, lighter);
        double light = polarity.evidence(lighter, 1);
        double dark = polarity.evidence(darker, -1);
        return light == dark ? polarity.mostIsDark() : light > dark;
    }

    /** The sum times the mean of the contrast between parts and the wide paper beside, over or under them; 0 if there are none. */
    private double evidence(int[] parts, int sign) {
        int beyond = Math.min(3, 1 + Math.min(plane.height(), plane.width()) / 60); // past the blurred edge
        double sum = 0;
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] >= threshold) {
                int row = i / plane.width();
                int column = i % plane.width();
                int[] around = {
                    row >= beyond ? i - beyond * plane.width() : i,
                    row + beyond < plane.height() ? i + beyond * plane.width() : i,
                    column >= beyond ? i - beyond : i,
                    column + beyond < plane.width() ? i + beyond : i
                };
                for (int paper : around) {
                    if (isWide(paper)) {
                        sum += sign * (plane.values()[i] - plane.values()[paper]);
                        count++;
                    }
                }
            }
        }
        return count == 0 ? 0 : Math.max(0, sum) * sum / count;
    }

    private boolean isWide(int pixel) {
        return darker[pixel] < threshold && lighter[pixel] < threshold;
    }

    /** Where nothing is wide: whether the dark parts, which are paper then, have more pixels. */
    private boolean mostIsDark() {
        int balance = 0;
        for (int i = 0; i < darker.length; i++) {
            balance += Integer.compare(darker[i], lighter[i]);
        }
        return balance > 0;
    }
}
