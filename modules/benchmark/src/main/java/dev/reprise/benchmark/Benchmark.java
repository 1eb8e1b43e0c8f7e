package dev.reprise.benchmark;

import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.terminal.CommandLineProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures training and evaluation and, alternating with them, the same work in Python. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = {
            "Examples per second of training and evaluation and, if Python has PyTorch, of plain loops there, alternating",
            "round by round, and the ratio of the two times (below 1: we are faster). 'best' is PyTorch's fastest update:",
            "plain, foreach or fused."
        })
public final class Benchmark implements Callable<Integer> {
    private static final List<Case> CASES =
            Stream.concat(Case.TRAININGS.stream(), Case.EVALUATIONS.stream()).toList();

    @Option(
            names = "--python",
            defaultValue = "python3",
            description = "A Python with PyTorch (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            description = "Measurements of each loop (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--device", defaultValue = "cpu", description = "cpu or gpu; the Python side is always on the CPU.")
    private String device;

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case, such as conv-net.")
    private String only;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "Memory layout of convolution weights: channels-last or contiguous.")
    private Optional<WeightLayout> layout;

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
        CommandLineProgram.execute(new CommandLine(new Benchmark()), arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1
                || (only != null && CASES.stream().noneMatch(c -> c.name().equals(only)))) {
            System.err.println("benchmark: expected at least 1 round and a case of "
                    + CASES.stream().map(Case::name).toList());
            return CommandLine.ExitCode.USAGE;
        }
        if (firstStep != null) {
            return FirstStep.measure(firstStep, python, rounds);
        }
        if (scratch) {
            return ScratchStep.measure(rounds);
        }
        if (checkpoints) {
            return Checkpoints.measure(chosen(Case.TRAININGS), device, rounds);
        }
        String version = PythonLoop.version(python);
        if (version.isEmpty()) {
            System.err.println(
                    python + " has no PyTorch: measuring our loop only; name a Python with PyTorch by --python");
        }
        System.out.println(Machine.description());
        System.out.println("libtorch " + Torch.engine().getVersion() + ", Java " + System.getProperty("java.version")
                + (version.isEmpty() ? "" : ", PyTorch " + version) + ", medians of " + rounds + " rounds");
        System.out.println(Comparison.HEADER);
        int cores = Runtime.getRuntime().availableProcessors();
        for (Case c : chosen(CASES)) {
            for (int threads : c.threads(cores)) {
                Optional<String> other = Optional.of(python).filter(name -> !version.isEmpty());
                System.out.println(
                        Comparison.of(c, other, rounds, device, threads, layout).row());
            }
        }
        return 0;
    }

    private List<Case> chosen(List<Case> cases) {
        return cases.stream().filter(c -> only == null || only.equals(c.name())).toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
