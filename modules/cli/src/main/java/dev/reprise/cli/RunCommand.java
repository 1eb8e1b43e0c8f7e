package dev.reprise.cli;

import dev.reprise.terminal.Interruption;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import dev.reprise.training.control.RunOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
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
    private static final Duration PATIENCE = Duration.ofSeconds(4); // an interrupted process is to end within five
    private static final String STILL_BUSY =
            "ending as it is; to go on from the last checkpoint, if there is one: run NAME --resume";

    private final Studies studies;

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
            description = {
                "Go on with this folder of a run or a sweep, or with NAME's newest unfinished one.",
                "Of several names, those are gone through that the stopped command left."
            })
    private Optional<String> resume;

    @Option(
            names = "--force",
            description = "With --resume: go on though something changed since the run began, and mark the run.")
    private boolean force;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    RunCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        PrintWriter results = spec.commandLine().getOut();
        if (force && resume.isEmpty()) {
            throw new UsageException("--force goes with --resume: it goes on with a run though something changed");
        }
        List<Study> chosen = studies.named(names);
        Request request = request(chosen);
        try (Interruption interruption = Interruption.listen(PATIENCE, STILL_BUSY);
                TerminalProgress progress =
                        TerminalProgress.on(spec.commandLine().getErr(), quiet)) {
            boolean finished = chosen.size() > 1
                    ? new Batch(chosen, request).run(results, progress, interruption)
                    : one(chosen.get(0), request, results, progress, interruption);
            results.flush();
            return finished ? 0 : INTERRUPTED;
        }
    }

    private static boolean one(
            Study study, Request request, PrintWriter results, Progress progress, BooleanSupplier stop) {
        Outcome outcome = study.run(request, progress, stop);
        outcome.lines().forEach(results::println);
        return outcome.finished();
    }

    private Request request(List<Study> chosen) {
        try {
            Overrides overrides = new Overrides(
                    dataset, integer(epochs), integer(batchSize), real(learningRate), real(weightDecay), real(dropout));
            RunOptions options = new RunOptions(data.folder(), integer(limit), seed, device, integer(threads), out);
            Request request = Request.of(overrides, options)
                    .withSeeds(seeds)
                    .withResume(resume())
                    .withAsked(new Request.Asked(
                            isGiven("--seed") ? OptionalLong.of(seed) : OptionalLong.empty(),
                            isGiven("--device") ? Optional.of(device) : Optional.empty(),
                            force ? OnChange.FORCE : OnChange.REFUSE));
            chosen.forEach(study -> study.require(request)); // a mistake is found before the first run
            return request;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private Resume resume() {
        return resume.map(text -> text.isEmpty() ? new Resume.Newest() : (Resume) new Resume.Named(Path.of(text)))
                .orElse(new Resume.No());
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static OptionalDouble real(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
