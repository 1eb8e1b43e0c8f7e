package dev.reprise.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;

/**
 * One dimension of a {@link Space}. A value is a number: of a list, the place in it from 0; else the value itself.
 *
 * <p>Written as {@code batch-size=64,128,256}, {@code momentum=0.5..0.99}, {@code learning-rate=log:0.01..1} or
 * {@code hidden=32..512/log}. A range whose two ends are written as integers has integers.
 */
public sealed interface Parameter {
    String name();

    /** As {@link #parse} reads it. */
    String toText();

    /** The value at a place in [0, 1] of the parameter's scale. */
    double at(double place);

    /** A value as people write it. */
    String text(double value);

    /** The value that has this text. Throws {@link SearchException} where none has. */
    double value(String text);

    /** Texts at which to find out whether values like these fit: all of a list, the ends of a range. */
    List<String> samples();

    /** A list of texts, in no order. */
    record Choice(String name, List<String> values) implements Parameter {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new SearchException(
                        name + ": expected values separated by commas, got '" + String.join(",", values) + "'");
            }
            if (new HashSet<>(values).size() < values.size()) {
                throw new SearchException(name + ": a value comes twice in '" + String.join(",", values) + "'");
            }
        }

        @Override
        public String toText() {
            return name + "=" + String.join(",", values);
        }

        @Override
        public double at(double place) {
            return Math.min(values.size() - 1, Math.floor(place * values.size()));
        }

        @Override
        public String text(double value) {
            return values.get((int) value);
        }

        @Override
        public double value(String text) {
            if (!values.contains(text)) {
                throw new SearchException(
                        name + ": expected one of " + String.join(", ", values) + ", got '" + text + "'");
            }
            return values.indexOf(text);
        }

        @Override
        public List<String> samples() {
            return values;
        }
    }

    /** Numbers from {@code low} to {@code high}, evenly on a linear or a logarithmic scale. */
    record Range(String name, double low, double high, boolean logarithmic, boolean integers) implements Parameter {
        private static final MathContext DIGITS = new MathContext(4);

        public Range {
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new SearchException(name + ": expected a range from a lower to a higher number, got "
                        + number(low, integers) + ".." + number(high, integers));
            }
            if (logarithmic && !(low > 0)) {
                throw new SearchException(
                        name + ": a logarithmic range begins above 0, this one at " + number(low, integers));
            }
        }

        @Override
        public String toText() {
            return name + "=" + (logarithmic ? "log:" : "") + text(low) + ".." + text(high);
        }

        @Override
        public double at(double place) {
            double from = scaled(integers ? low - 0.5 : low);
            double to = scaled(integers ? high + 0.5 : high);
            return valueOf(from + place * (to - from));
        }

        /** Where a value is on the parameter's scale: 0 at the lower end, 1 at the higher. */
        public double place(double value) {
            return (scaled(value) - scaled(low)) / (scaled(high) - scaled(low));
        }

        /** The scale's number for a value: its logarithm on a logarithmic scale. */
        double scaled(double value) {
            return logarithmic ? Math.log(value) : value;
        }

        /** The value of the range that is nearest to a number of the scale. */
        double valueOf(double scaled) {
            double value = logarithmic ? Math.exp(scaled) : scaled;
            return Math.max(low, Math.min(high, integers ? Math.rint(value) : value));
        }

        /** To four significant digits, which is all that one reads of a rate; the ends as they are. */
        @Override
        public String text(double value) {
            double rounded = integers || value == low || value == high
                    ? value
                    : new BigDecimal(value).round(DIGITS).doubleValue();
            return number(Math.max(low, Math.min(high, rounded)), integers);
        }

        @Override
        public double value(String text) {
            return Parameter.number(name, text);
        }

        @Override
        public List<String> samples() {
            return List.of(text(low), text(high));
        }

        private static String number(double value, boolean integer) {
            return integer
                    ? Long.toString((long) value)
                    : Double.toString(value).replace("E", "e");
        }
    }

    /**
     * The parameter of a text.
     *
     * @throws SearchException that says what is expected
     */
    static Parameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new SearchException(
                    "expected NAME=VALUE,VALUE,… or NAME=LOW..HIGH, log:LOW..HIGH, got '" + text + "'");
        }
        String name = text.substring(0, equals).strip();
        String values = text.substring(equals + 1).strip();
        boolean prefixed = values.startsWith("log:");
        boolean logarithmic = prefixed || values.endsWith("/log");
        String range = prefixed ? values.substring(4) : values.replaceFirst("/log$", "");
        int dots = range.indexOf("..");
        if (dots < 0) {
            if (logarithmic) {
                throw new SearchException(name + ": expected log:LOW..HIGH, got '" + values + "'");
            }
            return new Choice(
                    name,
                    List.of(values.split(",", -1)).stream().map(String::strip).toList());
        }
        String low = range.substring(0, dots).strip();
        String high = range.substring(dots + 2).strip();
        boolean integers = low.matches("-?\\d{1,15}") && high.matches("-?\\d{1,15}");
        return new Range(name, number(name, low), number(name, high), logarithmic, integers);
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new SearchException(name + ": expected a number as the end of a range, got '" + text + "'");
        }
    }
}
