package dev.reprise.benchmark;

import dev.reprise.net.engine.WeightLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A case measured by us and by PyTorch in its variants, alternating: examples per second, one for each round. */
record Comparison(String name, int threads, List<Double> ours, Map<String, List<Double>> theirs) {
    static final String HEADER = String.format(
            "%-20s %7s %11s %11s %7s %8s %11s %7s",
            "case", "threads", "ours /s", "PyTorch /s", "ratio", "best", "best /s", "ratio");

    private static final String PLAIN = "plain";
    private static final double DISTURBED = 0.1;

    /** Measures; without a Python that has PyTorch ours alone. */
    static Comparison of(
            Case c, Optional<String> python, int rounds, String device, int threads, Optional<WeightLayout> layout)
            throws IOException {
        List<Double> ours = new ArrayList<>();
        Map<String, List<Double>> theirs = new LinkedHashMap<>();
        try (Throughput loop = new Throughput(c, device, threads, layout)) {
            loop.measure(); // warm-up
            loop.measure();
            if (python.isEmpty()) {
                IntStream.range(0, rounds).forEach(i -> ours.add(loop.measure()));
                return new Comparison(c.name(), threads, ours, theirs);
            }
            try (PythonLoop other = PythonLoop.start(python.get(), c, threads)) {
                for (int i = 0; i < rounds; i++) {
                    ours.add(loop.measure());
                    for (String variant : other.variants()) {
                        theirs.computeIfAbsent(variant, name -> new ArrayList<>())
                                .add(other.measure(variant));
                    }
                }
            }
        }
        return new Comparison(c.name(), threads, ours, theirs);
    }

    /** A line under {@link #HEADER}. */
    String row() {
        String line = String.format(Locale.ROOT, "%-20s %7d %11.0f", name, threads, Benchmark.median(ours));
        if (!theirs.isEmpty()) {
            line += against(PLAIN);
            String best = theirs.keySet().stream()
                    .max(Comparator.comparingDouble(variant -> Benchmark.median(theirs.get(variant))))
                    .orElseThrow();
            line += String.format(" %8s", best) + against(best);
        }
        double spread = Math.max(
                spread(ours),
                theirs.values().stream().mapToDouble(Comparison::spread).max().orElse(0));
        return spread > DISTURBED
                ? line + String.format(Locale.ROOT, "  disturbed: middle half of the rounds spans %.0f%%", 100 * spread)
                : line;
    }

    /** Their median, and the median over the rounds of our time over theirs. */
    private String against(String variant) {
        List<Double> of = theirs.get(variant);
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> of.get(i) / ours.get(i))
                .toList();
        return String.format(Locale.ROOT, " %11.0f %7.2f", Benchmark.median(of), Benchmark.median(ratios));
    }

    /** How far the middle half of the values spans, as a share of their median. */
    private static double spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int quarter = sorted.size() / 4;
        return (sorted.get(sorted.size() - 1 - quarter) - sorted.get(quarter)) / Benchmark.median(values);
    }
}
