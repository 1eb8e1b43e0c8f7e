package dev.reprise.inference.digits;

import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ink of a picture.
 *
 * <ol>
 *   <li>The picture is scaled down until its longer side is at most 1,200 pixels. Its luma is used, or the color in which
 *       the ink stands out more. Where there is a {@link Sheet} on a table, only the sheet is looked at.
 *   <li>{@link Polarity} says whether the ink is lighter or darker. The paper is the {@link Closing} by a square that no
 *       stroke fills; ink is what differs from it by more than noise. {@link RuledLines} and {@link Frames} are left out.
 *   <li>The strength of ink is relative to the strongest of the largest part; less than a quarter is paper.
 * </ol>
 *
 * <p>The shares are ours, tuned on drawings and photographs of digits.
 */
final class Ink {
    private static final int MAX_SIDE = 1200;
    private static final int MIN_CONTRAST = 16; // of 255; less is the noise of a camera on blank paper
    private static final int MIN_LIGHT = 128; // of 255; in a darker shadow there is more noise than ink
    private static final double WIDEST_STROKE = 0.3; // of the picture's side, the geometric mean of both
    private static final double NOISE = 6; // median deviations: four standard deviations
    private static final double FAINT = 0.15; // of the strongest ink anywhere; less is a shadow
    private static final double WEAKEST = 0.25; // of the strongest ink of the largest part
    private static final int MIN_SIDE = 5; // pixels; smaller ink is dirt
    private static final int SHEETS = 2; // one on another

    private final int height;
    private final int width;
    private final byte[] strengths; // (height, width)
    private final int contrast; // of the strongest ink with the paper

    private Ink(int height, int width, byte[] strengths, int contrast) {
        this.height = height;
        this.width = width;
        this.strengths = strengths;
        this.contrast = contrast;
    }

    /** Throws {@link DataException} if there is none. */
    static Ink of(PixelImage picture) {
        return of(Plane.of(picture, MAX_SIDE), SHEETS);
    }

    int width() {
        return width;
    }

    /** (height, width): 0 is paper, 255 the strongest ink; not a copy. */
    byte[] strengths() {
        return strengths;
    }

    /** Whether it may be dirt or noise, since it differs so little from the paper. */
    boolean isFaint() {
        return contrast < 2 * MIN_CONTRAST;
    }

    /** The connected parts, from left to right. */
    List<InkPart> parts() {
        boolean[] mask = new boolean[strengths.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = strengths[i] != 0;
        }
        return InkPart.connected(mask, height, width);
    }

    private static Ink of(Plane plane, int sheets) {
        Optional<Plane> sheet = sheets > 0 ? Sheet.in(plane) : Optional.empty();
        if (sheet.isPresent()) {
            try {
                Ink onSheet = of(sheet.get(), sheets - 1);
                if (InkPart.largest(onSheet.parts()).alongEdge(onSheet.height, onSheet.width) == 0) {
                    return onSheet;
                }
            } catch (DataException e) {
                // nothing is written on it: it is no sheet
            }
        }
        Plane inverted = plane.inverted();
        int[] darker = differences(plane);
        int[] lighter = differences(inverted);
        boolean isLighter = Polarity.inkIsLighter(plane, darker, lighter);
        Plane dark = isLighter ? inverted : plane;
        int[] ink = isLighter ? lighter : darker;
        int strongest = Arrays.stream(ink).max().orElseThrow();
        if (strongest < MIN_CONTRAST) {
            throw new DataException(
                    plane.quantile(1) - plane.quantile(0) < MIN_CONTRAST
                            ? "no ink found: the pixels differ from the paper by at most %d of 255, expected %d or more"
                                    .formatted(plane.quantile(1) - plane.quantile(0), MIN_CONTRAST)
                            : "no ink found: what is darker or lighter is wider than a stroke, which is at most %.1f of the"
                                            .formatted(WIDEST_STROKE)
                                    + " picture's side wide");
        }
        double threshold = Math.max(Math.max(MIN_CONTRAST, NOISE * median(ink, true)), FAINT * strongest);
        boolean[] mask = new boolean[ink.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = ink[i] >= threshold;
        }
        RuledLines.erase(mask, dark.height(), dark.width());
        List<InkPart> parts =
                Frames.without(InkPart.connected(mask, dark.height(), dark.width()), dark.height(), dark.width());
        if (parts.isEmpty()) {
            throw new DataException("no ink found: what is darker or lighter than the paper is noise");
        }
        InkPart largest = InkPart.largest(parts);
        if (largest.side() < MIN_SIDE) {
            throw new DataException(
                    "no ink found: the largest stroke is %d×%d of %d×%d pixels (width × height), expected a side of %d or more"
                            .formatted(largest.width(), largest.height(), dark.width(), dark.height(), MIN_SIDE));
        }
        int contrast =
                Arrays.stream(largest.pixels()).map(pixel -> ink[pixel]).max().orElseThrow();
        byte[] strengths = new byte[ink.length];
        for (InkPart part : parts) {
            for (int pixel : part.pixels()) {
                if (ink[pixel] >= WEAKEST * contrast) {
                    strengths[pixel] = (byte) Math.min(255, Math.round(255.0 * ink[pixel] / contrast));
                }
            }
        }
        return new Ink(dark.height(), dark.width(), strengths, contrast);
    }

    /**
     * How much darker each pixel is than the paper, in 255ths of the paper, which may be in the shadow; less the median of all pixels,
     * which is noise, since the paper is the lightest pixel around.
     */
    private static int[] differences(Plane plane) {
        double side = Math.sqrt((double) plane.height() * plane.width());
        Plane paper = Closing.of(plane, (int) Math.max(1, Math.round(WIDEST_STROKE / 2 * side)));
        int[] differences = new int[plane.values().length];
        for (int i = 0; i < differences.length; i++) {
            double light = Math.max(MIN_LIGHT, paper.values()[i]);
            differences[i] = (int) Math.round(255 * (paper.values()[i] - plane.values()[i]) / light);
        }
        int noise = median(differences, false);
        return Arrays.stream(differences).map(difference -> difference - noise).toArray();
    }

    private static int median(int[] values, boolean absolute) {
        int[] counts = new int[256];
        for (int value : values) {
            counts[absolute ? Math.abs(value) : value]++;
        }
        return Plane.quantile(counts, 0.5 * (values.length - 1));
    }
}
