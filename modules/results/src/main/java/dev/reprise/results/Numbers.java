package dev.reprise.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people write them: 0.98, 1e-4, −0.02, 1.1e-16. */
public final class Numbers {
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e7;

    private Numbers() {}

    /** At most four significant digits, without trailing zeros; whole numbers below ten million with all their digits. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : (value < 0 ? "−" : "") + "∞";
        }
        return written(value, new BigDecimal(Math.abs(value)).round(new MathContext(4)));
    }

    /** Every digit that tells the value from others, for settings and published values: two that differ are written differently. */
    public static String exact(double value) {
        return Double.isFinite(value) ? written(value, new BigDecimal(Double.toString(Math.abs(value)))) : text(value);
    }

    private static String written(double value, BigDecimal digits) {
        double size = Math.abs(value);
        BigDecimal rounded = digits.stripTrailingZeros();
        String text;
        if (size == Math.rint(size) && size < LARGEST_PLAIN) {
            text = Long.toString((long) size);
        } else if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            text = rounded.toPlainString();
        } else {
            int exponent = rounded.precision() - rounded.scale() - 1;
            text = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }
        return (value < 0 ? "−" : "") + text;
    }

    /** Four decimals, as accuracies and losses are compared; smaller numbers as {@link #text}; a dash for none. */
    public static String measured(double value) {
        return Double.isFinite(value) && (value == 0 || Math.abs(value) >= 0.01) ? decimals(value, 4) : text(value);
    }

    /** This many decimals, even where all of them are zeros; a dash for none. */
    public static String decimals(double value, int decimals) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−')
                : text(value);
    }

    public static String measured(OptionalDouble value) {
        return measured(value.orElse(Double.NaN));
    }
}
