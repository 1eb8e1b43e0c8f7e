package dev.reprise.training.optimizer;

import java.util.List;

/**
 * A schedule as a user writes it: {@code constant}, {@code step:EPOCHS:FACTOR}, {@code exponential:FACTOR}, {@code cosine} or {@code
 * cosine:EPOCHS:FACTOR}, {@code one-cycle}, {@code warmup:STEPS:SCHEDULE}. Without their epochs, they last as long as the training.
 */
public final class ScheduleText {
    private static final String EXPECTED =
            "schedule: expected constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine,"
                    + " cosine:EPOCHS:FACTOR, one-cycle or warmup:STEPS:SCHEDULE, got '";

    private ScheduleText() {}

    /** Throws {@link IllegalArgumentException} that says what is expected. */
    public static Schedule parse(String text, int epochs) {
        if (text.startsWith("warmup:")) {
            List<String> parts = List.of(text.split(":", 3));
            require(parts.size() == 3, text);
            return new Schedule.WarmUp(
                    new Span(whole(parts.get(1), text), Span.Unit.STEPS), parse(parts.get(2), epochs));
        }
        List<String> parts = List.of(text.split(":", -1));
        String kind = parts.get(0) + " " + (parts.size() - 1);
        return switch (kind) {
            case "constant 0" -> new Schedule.Constant();
            case "step 2" -> new Schedule.Steps(epochs(whole(parts.get(1), text)), number(parts.get(2), text));
            case "exponential 1" -> new Schedule.Steps(epochs(1), number(parts.get(1), text));
            case "cosine 0" -> new Schedule.Cosine(epochs(epochs), 0);
            case "cosine 2" -> new Schedule.Cosine(epochs(whole(parts.get(1), text)), number(parts.get(2), text));
            case "one-cycle 0" -> new Schedule.OneCycle(epochs(epochs));
            default -> throw new IllegalArgumentException(EXPECTED + text + "'");
        };
    }

    /** The text of a schedule; of a span in steps with that unit, which is not read back. */
    public static String of(Schedule schedule) {
        if (schedule instanceof Schedule.Steps steps) {
            return "step:" + span(steps.every()) + ":" + steps.factor();
        }
        if (schedule instanceof Schedule.Cosine cosine) {
            return "cosine:" + span(cosine.over()) + ":" + cosine.finalFactor();
        }
        if (schedule instanceof Schedule.WarmUp warmUp) {
            return "warmup:" + span(warmUp.over()) + ":" + of(warmUp.then());
        }
        return schedule instanceof Schedule.OneCycle ? "one-cycle" : "constant";
    }

    private static String span(Span span) {
        return span.count() + (span.unit() == Span.Unit.STEPS ? " steps" : "");
    }

    private static Span epochs(long count) {
        return new Span(count, Span.Unit.EPOCHS);
    }

    private static long whole(String part, String text) {
        require(part.matches("\\d{1,9}"), text);
        return Long.parseLong(part);
    }

    private static double number(String part, String text) {
        require(part.matches("\\d*\\.?\\d+([eE][-+]?\\d+)?"), text);
        return Double.parseDouble(part);
    }

    private static void require(boolean right, String text) {
        if (!right) {
            throw new IllegalArgumentException(EXPECTED + text + "'");
        }
    }
}
