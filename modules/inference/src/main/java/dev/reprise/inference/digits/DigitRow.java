package dev.reprise.inference.digits;

import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A picture with one row of digits, cut into digits from left to right.
 *
 * <ol>
 *   <li>The {@link Ink} is found; pixels of ink that touch are one part.
 *   <li>A row is as high as its highest part. Parts that are smaller than an eighth of it both ways are dirt.
 *   <li>Two parts are one digit where they share half of the narrower one's columns: the bar above a 5, the two strokes of
 *       a 4. A part lower than two fifths of the row is not a digit: it belongs to the nearest digit if that is no
 *       farther than a fifth of the row, else it is dirt.
 *   <li>A part may be several digits that touch: as many as make each at most 1.8 and at least 0.35 times as wide as the
 *       part is high, and at most ten. For each number of digits the part is cut where a {@linkplain Seam path} from top
 *       to bottom crosses the least ink, and the net chooses the cut whose least probable digit is the most probable,
 *       where a digit counts less the wider it is than 1.1 times its height, and each cut costs a twentieth.
 * </ol>
 *
 * <p>The shares are ours, tuned on rows of MNIST's training images.
 */
public final class DigitRow {
    private static final int MAX_PARTS = 200;
    private static final int MAX_TOUCHING = 10;
    private static final double DIRT = 0.125;
    private static final double MIN_DIGIT_HEIGHT = 0.4;
    private static final double NEAR = 0.2;
    private static final double MAX_DIGIT_WIDTH = 1.8;
    private static final double MAX_FILLED =
            0.7; // of its box: of MNIST's test images one in a thousand fills more than 0.62
    private static final double MIN_TOUCHING_WIDTH = 0.35;
    private static final double USUAL_WIDTH = 1.1;
    private static final double WIDTH_DEVIATION = 0.4;
    private static final double CUT_FACTOR = 0.95;

    private final int width;
    private final byte[] ink; // (height, width): 0 is paper, 255 the strongest ink
    private final List<InkPart> parts;
    private final boolean isFaint;

    private DigitRow(Ink found) {
        this.isFaint = found.isFaint();
        this.width = found.width();
        this.ink = found.strengths();
        List<InkPart> connected = found.parts();
        int row = connected.stream().mapToInt(InkPart::height).max().orElse(0);
        this.parts = joinedLow(joinedAbove(withoutDirt(connected, row)), row);
    }

    /** Throws {@link DataException} if there is no ink, or too much for a row of digits. */
    public static DigitRow of(PixelImage picture) {
        return new DigitRow(Ink.of(picture));
    }

    /**
     * The digits as inputs of a net trained on MNIST, cut where the net is most confident.
     *
     * @param confidence the probability of the least probable of some digits, as the net sees them
     */
    public List<byte[]> mostConfidentCut(ToDoubleFunction<List<byte[]>> confidence) {
        return parts.stream()
                .flatMap(part -> mostConfident(cuts(part), confidence).stream())
                .toList();
    }

    /** The largest digit. */
    PlacedDigit largest() {
        InkPart digit = InkPart.largest(parts);
        byte[] placed = input(digit);
        return new PlacedDigit(placed, doubt(digit, placed));
    }

    private Optional<Doubt> doubt(InkPart digit, byte[] placed) {
        if (parts.size() > 1) {
            return Optional.of(Doubt.SEVERAL_DIGITS);
        }
        if (digit.width() > MAX_DIGIT_WIDTH * digit.height()) {
            return Optional.of(Doubt.TOO_WIDE);
        }
        if (Drawing.filled(placed) > MAX_FILLED) {
            return Optional.of(Doubt.BLOT);
        }
        return isFaint ? Optional.of(Doubt.FAINT_INK) : Optional.empty();
    }

    private List<byte[]> mostConfident(List<List<InkPart>> cuts, ToDoubleFunction<List<byte[]>> confidence) {
        List<byte[]> best = List.of();
        double highest = -1;
        for (List<InkPart> cut : cuts) {
            List<byte[]> inputs = cut.stream().map(this::input).toList();
            double score = cuts.size() == 1
                    ? 1
                    : confidence.applyAsDouble(inputs) * usualWidth(cut) * Math.pow(CUT_FACTOR, cut.size() - 1);
            if (score > highest) {
                highest = score;
                best = inputs;
            }
        }
        return best;
    }

    private static double usualWidth(List<InkPart> digits) {
        double widest = digits.stream()
                .mapToDouble(digit -> (double) digit.width() / digit.height())
                .max()
                .orElseThrow();
        double deviations = Math.max(0, widest - USUAL_WIDTH) / WIDTH_DEVIATION;
        return Math.exp(-deviations * deviations / 2);
    }

    /** The part cut into each number of digits that its shape allows. */
    private List<List<InkPart>> cuts(InkPart part) {
        double shape = (double) part.width() / part.height();
        int fewest = (int) Math.ceil(shape / MAX_DIGIT_WIDTH);
        if (fewest > MAX_TOUCHING) {
            throw new DataException("not a row of digits: one stroke is %.0f times as wide as high".formatted(shape));
        }
        int most = Math.max(fewest, Math.min(MAX_TOUCHING, (int) (shape / MIN_TOUCHING_WIDTH)));
        return IntStream.rangeClosed(fewest, most)
                .mapToObj(digits -> Seam.split(part, digits, ink, width))
                .toList();
    }

    private byte[] input(InkPart digit) {
        byte[] values = new byte[digit.height() * digit.width()];
        for (int pixel : digit.pixels()) {
            values[(pixel / width - digit.top()) * digit.width() + pixel % width - digit.left()] = ink[pixel];
        }
        return Drawing.placeInk(PixelImage.gray(digit.height(), digit.width(), values));
    }

    private static List<InkPart> withoutDirt(List<InkPart> parts, int row) {
        List<InkPart> clean = parts.stream()
                .filter(part -> Math.max(part.height(), part.width()) >= DIRT * row)
                .toList();
        if (clean.size() > MAX_PARTS) {
            throw new DataException("not a row of digits: the picture has %d separate strokes, expected at most %d"
                    .formatted(clean.size(), MAX_PARTS));
        }
        return clean;
    }

    /** Joins parts that are above one another, until none are. */
    private static List<InkPart> joinedAbove(List<InkPart> parts) {
        List<InkPart> joined = new ArrayList<>();
        for (InkPart part : parts) {
            InkPart whole = part;
            for (int i = joined.size() - 1; i >= 0; i--) {
                InkPart other = joined.get(i);
                if (whole.overlap(other) >= 0.5 * Math.min(whole.width(), other.width())) {
                    whole = whole.and(joined.remove(i));
                }
            }
            joined.add(whole);
        }
        return joined.size() < parts.size() ? joinedAbove(joined) : InkPart.leftToRight(joined);
    }

    /** Joins parts that are too low for a digit to the nearest digit; those near none are left out. */
    private static List<InkPart> joinedLow(List<InkPart> parts, int row) {
        List<InkPart> digits = new ArrayList<>();
        List<InkPart> low = new ArrayList<>();
        parts.forEach(part -> (part.height() < MIN_DIGIT_HEIGHT * row ? low : digits).add(part));
        for (InkPart part : low) {
            Optional<InkPart> nearest = digits.stream().max(Comparator.comparingInt(part::overlap));
            nearest.filter(digit -> -part.overlap(digit) <= NEAR * row)
                    .ifPresent(digit -> digits.set(digits.indexOf(digit), digit.and(part)));
        }
        return InkPart.leftToRight(digits);
    }
}
