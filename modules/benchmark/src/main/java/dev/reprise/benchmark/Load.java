package dev.reprise.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The answers that clients got.
 *
 * @param answered nanoseconds of each answer with status 200
 * @param refused nanoseconds of each answer with status 503
 */
record Load(List<Long> answered, List<Long> refused, Duration time) {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-28s %7s %10s %8s %8s %8s %8s %8s %9s",
            "what",
            "clients",
            "answers/s",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "max ms",
            "503 /s",
            "p50 503");

    static Load together(List<Load> loads, Duration time) {
        return new Load(
                loads.stream().flatMap(load -> load.answered.stream()).sorted().toList(),
                loads.stream().flatMap(load -> load.refused.stream()).sorted().toList(),
                time);
    }

    static Load together(Load... loads) {
        return together(List.of(loads), Stream.of(loads).map(Load::time).reduce(Duration.ZERO, Duration::plus));
    }

    double perSecond() {
        return answered.size() / seconds();
    }

    /** In milliseconds; the share is in 0–1. */
    double percentile(double share) {
        return percentile(answered, share);
    }

    String row(String what, int clients) {
        return String.format(
                Locale.ROOT,
                "%-28s %7d %10.0f %8.2f %8.2f %8.2f %8.2f %8.0f %9s",
                what,
                clients,
                perSecond(),
                percentile(0.5),
                percentile(0.9),
                percentile(0.99),
                percentile(1),
                refused.size() / seconds(),
                refused.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", percentile(refused, 0.5)));
    }

    private double seconds() {
        return time.toNanos() / 1e9;
    }

    private static double percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.round(share * (sorted.size() - 1))) / 1e6;
    }
}
