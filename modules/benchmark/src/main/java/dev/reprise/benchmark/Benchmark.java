package dev.reprise.benchmark;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the training loop and, alternating with it, the same work in Python. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Examples per second of the training loop and, if Python has PyTorch, of a plain loop there, alternating",
            "epoch by epoch, and the ratio of the two times (below 1: we are faster)."
        })
public final class Benchmark implements Callable<Integer> {
    @Option(
            names = "--python",
            defaultValue = "python3",
            description = "A Python with PyTorch (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Measured epochs of each loop (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--device", defaultValue = "cpu", description = "cpu or gpu; the Python side is always on the CPU.")
    private String device;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            description = "Only this case: mlp-256-sgd, mlp-100-adam or conv-net.")
    private String only;

    @Option(
            names = "--first-step",
            paramLabel = "JAR",
            description = "Measure instead the time from starting app-cnn's JAR to its first training step.")
    private Path firstStep;

    @Option(names = "--checkpoints", description = "Measure instead what checkpoints add to an epoch.")
    private boolean checkpoints;

    @Option(
            names = "--scratch",
            description =
                    "Measure instead a training step with gradients from scratch and one with autograd, 3072-50-10.")
    private boolean scratch;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1
                || (only != null && Case.ALL.stream().noneMatch(c -> c.name().equals(only)))) {
            System.err.println("benchmark: expected at least 1 round and a case of "
                    + Case.ALL.stream().map(Case::name).toList());
            return CommandLine.ExitCode.USAGE;
        }
        if (firstStep != null) {
            return FirstStep.measure(firstStep, python, rounds);
        }
        if (scratch) {
            return ScratchStep.measure(rounds);
        }
        List<Case> cases = Case.ALL.stream()
                .filter(c -> only == null || only.equals(c.name()))
                .toList();
        if (checkpoints) {
            return Checkpoints.measure(cases, device, rounds);
        }
        if (!PythonLoop.works(python)) {
            System.err.println(
                    python + " has no PyTorch: measuring our loop only; name a Python with PyTorch by --python");
        }
        System.out.printf("%-14s %7s %14s %14s %8s%n", "case", "threads", "ours /s", "PyTorch /s", "ratio");
        int cores = Runtime.getRuntime().availableProcessors();
        for (Case c : cases) {
            for (int threads : c.threads(cores)) {
                measure(c, threads);
            }
        }
        return 0;
    }

    private void measure(Case c, int threads) throws IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (Throughput loop = new Throughput(c.experiment(), images(c.rows()), device, threads);
                PythonLoop other = PythonLoop.start(python, c, threads)) {
            loop.epoch(); // warm-up
            loop.epoch();
            for (int i = 0; i < rounds; i++) {
                ours.add(loop.epoch());
                other.epoch().ifPresent(theirs::add);
            }
        }
        String line = String.format(Locale.ROOT, "%-14s %7d %14.0f", c.name(), threads, median(ours));
        if (!theirs.isEmpty()) {
            List<Double> ratios = IntStream.range(0, rounds)
                    .mapToObj(i -> theirs.get(i) / ours.get(i))
                    .toList();
            line += String.format(Locale.ROOT, " %14.0f %8.2f", median(theirs), median(ratios));
        }
        System.out.println(line);
    }

    static ImageSet images(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[rows * 784];
        random.nextBytes(pixels);
        int[] labels = random.ints(rows, 0, 10).toArray();
        List<String> classes =
                IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return new ImageSet("random", new Shape(1, 28, 28), classes, pixels, labels);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
