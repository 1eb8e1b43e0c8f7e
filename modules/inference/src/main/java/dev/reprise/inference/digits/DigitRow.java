package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A picture with one row of digits, cut into digits and read from left to right.
 *
 * <ol>
 *   <li>A picture is made smaller until its longer side is 1,200 pixels. Ink is found against {@linkplain UnevenPaper
 *       paper that may be uneven}; what touches is one part.
 *   <li>A row is as high as its highest part. Parts smaller than an eighth of it, both ways, are dirt.
 *   <li>Two parts are one digit where they share half of the narrower one's columns: the bar above a 5, the two strokes of
 *       a 4. A part lower than two fifths of the row is no digit: it belongs to the nearest that is, if that is no
 *       further than a fifth of the row, else it is dirt.
 *   <li>A part may be several digits that touch: as many as make each at most 1.8 and at least 0.35 times as wide as the
 *       part is high, and no more than ten. For each number it is cut where a {@linkplain Seam path} from top to bottom crosses the least ink,
 *       and the net chooses: the way whose least sure digit is surest, where a digit counts less the more it is wider
 *       than 1.1 times its height, and a way less by a twentieth for each cut.
 * </ol>
 *
 * <p>The shares are ours, set on rows made of MNIST's training images.
 */
final class DigitRow {
    private static final int LONGEST_SIDE = 1200;
    private static final int MOST_PARTS = 200;
    private static final int MOST_TOUCHING = 10;
    private static final double DIRT = 0.125;
    private static final double LOWEST_DIGIT = 0.4;
    private static final double NEAR = 0.2;
    private static final double WIDEST_DIGIT = 1.8;
    private static final double NARROWEST_OF_SEVERAL = 0.35;
    private static final double USUAL_WIDTH = 1.1;
    private static final double WIDTH_DEVIATION = 0.4;
    private static final double CUT = 0.95;

    private final int width;
    private final byte[] ink; // (height, width): 0 is paper, 255 the strongest ink
    private final List<InkPart> parts;

    private DigitRow(int height, int width, byte[] ink) {
        this.width = width;
        this.ink = ink;
        List<InkPart> connected = InkPart.connected(ink, height, width);
        int row = connected.stream().mapToInt(InkPart::height).max().orElse(0);
        this.parts = joinedLow(joinedAbove(withoutDirt(connected, row)), row);
    }

    /** Throws {@link DataException} where there is no ink, or what there is cannot be a row of digits. */
    static DigitRow of(PixelImage picture) {
        int height = picture.height();
        int width = picture.width();
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(height, width));
        int rows = (int) Math.max(1, Math.round(scale * height));
        int columns = (int) Math.max(1, Math.round(scale * width));
        byte[] lumas = picture.toShape(new Shape(1, rows, columns));
        return new DigitRow(rows, columns, UnevenPaper.ink(lumas, rows, columns));
    }

    /** The digits as a net reads them, cut as it is surest. */
    List<NetInput> surest(Function<List<NetInput>, List<Prediction>> net) {
        return parts.stream().flatMap(part -> surest(ways(part), net).stream()).toList();
    }

    private List<NetInput> surest(List<List<InkPart>> ways, Function<List<NetInput>, List<Prediction>> net) {
        List<NetInput> surest = List.of();
        double most = -1;
        for (List<InkPart> way : ways) {
            List<NetInput> inputs = way.stream().map(this::input).toList();
            double sure = ways.size() == 1
                    ? 1
                    : leastSure(net.apply(inputs)) * usualWidth(way) * Math.pow(CUT, way.size() - 1);
            if (sure > most) {
                most = sure;
                surest = inputs;
            }
        }
        return surest;
    }

    private static double leastSure(List<Prediction> predictions) {
        return predictions.stream()
                .mapToDouble(prediction -> prediction.best().probability())
                .min()
                .orElseThrow();
    }

    private static double usualWidth(List<InkPart> digits) {
        double widest = digits.stream()
                .mapToDouble(digit -> (double) digit.width() / digit.height())
                .max()
                .orElseThrow();
        double deviations = Math.max(0, widest - USUAL_WIDTH) / WIDTH_DEVIATION;
        return Math.exp(-deviations * deviations / 2);
    }

    private List<List<InkPart>> ways(InkPart part) {
        double shape = (double) part.width() / part.height();
        int fewest = (int) Math.ceil(shape / WIDEST_DIGIT);
        if (fewest > MOST_TOUCHING) {
            throw new DataException(
                    "no row of digits: a stroke of it is %.0f times as wide as it is high".formatted(shape));
        }
        int most = Math.max(fewest, Math.min(MOST_TOUCHING, (int) (shape / NARROWEST_OF_SEVERAL)));
        return IntStream.rangeClosed(fewest, most)
                .mapToObj(digits -> Seam.split(part, digits, ink, width))
                .toList();
    }

    private NetInput input(InkPart digit) {
        byte[] values = new byte[digit.height() * digit.width()];
        for (int pixel : digit.pixels()) {
            values[(pixel / width - digit.top()) * digit.width() + pixel % width - digit.left()] = ink[pixel];
        }
        PixelImage alone = PixelImage.grey(digit.height(), digit.width(), values);
        return NetInput.of(Drawing.SHAPE, Drawing.placeInk(alone));
    }

    private static List<InkPart> withoutDirt(List<InkPart> parts, int row) {
        List<InkPart> clean = parts.stream()
                .filter(part -> Math.max(part.height(), part.width()) >= DIRT * row)
                .toList();
        if (clean.size() > MOST_PARTS) {
            throw new DataException("no row of digits: the picture holds %d separate strokes, expected %d at most"
                    .formatted(clean.size(), MOST_PARTS));
        }
        return clean;
    }

    /** Joins what lies above one another, until nothing does. */
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

    /** Joins what is too low for a digit to the nearest digit, and leaves out what is near none. */
    private static List<InkPart> joinedLow(List<InkPart> parts, int row) {
        List<InkPart> digits = new ArrayList<>();
        List<InkPart> low = new ArrayList<>();
        parts.forEach(part -> (part.height() < LOWEST_DIGIT * row ? low : digits).add(part));
        for (InkPart part : low) {
            Optional<InkPart> nearest = digits.stream().max(Comparator.comparingInt(part::overlap));
            nearest.filter(digit -> -part.overlap(digit) <= NEAR * row)
                    .ifPresent(digit -> digits.set(digits.indexOf(digit), digit.and(part)));
        }
        return InkPart.leftToRight(digits);
    }
}
