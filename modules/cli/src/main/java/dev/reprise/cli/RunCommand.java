package dev.reprise.cli;

import dev.reprise.training.Experiment;
import dev.reprise.training.Overrides;
import dev.reprise.training.Run;
import dev.reprise.training.RunOptions;
import dev.reprise.training.SeedSweep;
import dev.reprise.training.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains experiments, judges them, and says where the nets are. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Train, evaluate, save, and print the verdicts.",
        footer = {
            "",
            "Overriding a number of the experiment is allowed and recorded; then no verdict is claimed.",
            "Results go to stdout, progress to stderr."
        })
final class RunCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    private final Experiments experiments;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Experiments, or 'all'.")
    private List<String> names;

    @Mixin
    private DataOption data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "Another data set: mnist, fashion-mnist, cifar-10, synthetic-digits, or folder:PATH with your own images, one sub-folder a class.")
    private Optional<String> dataset;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training set.")
    private Optional<Integer> epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Examples a step.")
    private Optional<Integer> batchSize;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Initial learning rate.")
    private Optional<Double> learningRate;

    @Option(names = "--weight-decay", paramLabel = "L2", description = "λ of ½λ‖w‖².")
    private Optional<Double> weightDecay;

    @Option(names = "--dropout", paramLabel = "RATE", description = "Rate of every dropout layer, in [0, 1].")
    private Optional<Double> dropout;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N training examples only.")
    private Optional<Integer> limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Repeat with N seeds from --seed on; the mean is judged.")
    private int seeds;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu, gpu1, … (default: ${DEFAULT-VALUE}: the first GPU, else the CPU).")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads of torch (default: every core for a net with convolutions, 1 for others, which is faster there).")
    private Optional<Integer> threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where run folders go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            arity = "0..1",
            fallbackValue = "",
            description = "Go on with this run's folder, or with NAME's newest unfinished run, with its own numbers.")
    private Optional<String> resume;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    RunCommand(Experiments experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() {
        PrintWriter results = spec.commandLine().getOut();
        if (seeds < 1) {
            throw new UsageException("seeds must be at least 1, is " + seeds);
        }
        List<Experiment> chosen = experiments.named(names);
        Overrides overrides;
        RunOptions options;
        try {
            overrides = new Overrides(
                    dataset, integer(epochs), integer(batchSize), real(learningRate), real(weightDecay), real(dropout));
            options = new RunOptions(data.folder(), integer(limit), seed, device, integer(threads), out);
            chosen.forEach(overrides::apply); // a mistake is found before the first run
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
        try (Interruption interruption = Interruption.listen();
                TerminalProgress progress =
                        TerminalProgress.on(spec.commandLine().getErr(), quiet)) {
            if (resume.isPresent()) {
                return goOn(chosen, overrides, options, progress, interruption);
            }
            for (Experiment experiment : chosen) {
                if (seeds > 1) {
                    SeedSweep.run(experiment, overrides, options, seeds, progress, interruption)
                            .lines()
                            .forEach(results::println);
                } else {
                    Run.Outcome outcome = Run.run(experiment, overrides, options, progress, interruption);
                    outcome.lines().forEach(results::println);
                }
                results.flush();
                if (interruption.getAsBoolean()) {
                    return INTERRUPTED;
                }
            }
        }
        return 0;
    }

    private int goOn(
            List<Experiment> chosen,
            Overrides overrides,
            RunOptions options,
            TerminalProgress progress,
            Interruption interruption) {
        if (chosen.size() != 1 || seeds > 1 || !overrides.equals(Overrides.none()) || limit.isPresent()) {
            throw new UsageException("--resume goes on with one run and its own numbers; leave the other options out");
        }
        String name = chosen.get(0).name();
        Path folder = resume.filter(text -> !text.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Run.newestUnfinished(options.out(), name));
        Run.Outcome outcome = Run.resume(name, folder, options.data(), progress, interruption);
        outcome.lines().forEach(spec.commandLine().getOut()::println);
        return interruption.getAsBoolean() ? INTERRUPTED : 0;
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static OptionalDouble real(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
