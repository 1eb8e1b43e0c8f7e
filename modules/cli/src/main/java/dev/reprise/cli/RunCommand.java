package dev.reprise.cli;

import dev.reprise.net.WeightLayout;
import dev.reprise.terminal.Interruption;
import dev.reprise.training.Runner;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains experiments, compares them with what their texts print, and says where the nets are. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Train, evaluate, save, and compare with the published figures.",
        footer = {
            "",
            "You may override values of the experiment: the run records them and gets no verdict.",
            "Results go to stdout, progress to stderr."
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(4); // an interrupted process must end within five
    private static final String STILL_BUSY =
            "exiting now. Resume from the last checkpoint, if there is one, with: run NAME --resume";

    private final Studies studies;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "Experiments, or 'all'. One that fails does not stop the others.")
    private List<String> names;

    @Mixin
    private DataOption data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "Another data set: mnist, fashion-mnist, cifar-10, synthetic-digits, or folder:PATH with your own images, one sub-folder per class.")
    private Optional<String> dataset;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training set.")
    private Optional<Integer> epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Examples per step.")
    private Optional<Integer> batchSize;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Initial learning rate.")
    private Optional<Double> learningRate;

    @Option(names = "--weight-decay", paramLabel = "L2", description = "λ of ½λ‖w‖².")
    private Optional<Double> weightDecay;

    @Option(names = "--dropout", paramLabel = "RATE", description = "Rate of every dropout layer, in [0, 1].")
    private Optional<Double> dropout;

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N training examples.")
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
            description = "Repeat with N seeds, starting at --seed; the mean gets the verdict.")
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
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "Memory layout of convolution weights: channels-last or contiguous (default: channels-last on a CPU). Changes the speed and the last bits of the results.")
    private Optional<WeightLayout> layout;

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
                "Resume the run or sweep in this folder, or NAME's newest unfinished one.",
                "With several NAMEs: continue with the ones that failed or have not finished yet."
            })
    private Optional<String> resume;

    @Option(
            names = "--force",
            description =
                    "With --resume: resume even if code, data or environment changed; the run is marked and gets no verdict.")
    private boolean force;

    @Option(names = "--quiet", description = "Print no progress.")
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
            throw new UsageException("--force needs --resume: it resumes a run even if something changed");
        }
        List<Study> chosen = studies.named(names);
        Request request = request();
        try (Interruption interruption = Interruption.listen(TIMEOUT, STILL_BUSY);
                TerminalProgress progress =
                        TerminalProgress.on(spec.commandLine().getErr(), quiet)) {
            Runner runner = new Runner(progress, interruption);
            List<Study> fitting = fitting(chosen, request, progress);
            Ending ending = chosen.size() > 1
                    ? Batch.run(fitting, request, runner, results)
                    : one(fitting.get(0), request, runner, results);
            results.flush();
            return ending.code();
        }
    }

    private static Ending one(Study study, Request request, Runner runner, PrintWriter results) {
        Outcome outcome = runner.run(study, request);
        outcome.lines().forEach(results::println);
        return Ending.of(outcome);
    }

    /**
     * Those that can be run like this. Of {@code all}, one that cannot is left out with a warning; of experiments that were
     * named, it is a usage error, which is found before the first run.
     */
    private List<Study> fitting(List<Study> chosen, Request request, Progress progress) {
        Request one = chosen.size() > 1 ? request.withResume(new Resume.No()) : request;
        List<Study> fitting = new ArrayList<>();
        Map<String, UsageException> others = new LinkedHashMap<>();
        for (Study study : chosen) {
            try {
                Runner.require(study, one);
                fitting.add(study);
            } catch (UsageException e) {
                others.put(study.name(), e);
            } catch (IllegalArgumentException e) {
                others.put(study.name(), new UsageException(e.getMessage(), e));
            }
        }
        if (!others.isEmpty() && (fitting.isEmpty() || !Studies.areAll(names))) {
            throw others.values().stream().reduce((first, last) -> last).orElseThrow();
        }
        others.forEach((name, e) -> progress.warning("left out: " + name + ": " + e.getMessage()));
        return fitting;
    }

    private Request request() {
        try {
            Overrides overrides = new Overrides(
                    dataset, integer(epochs), integer(batchSize), real(learningRate), real(weightDecay), real(dropout));
            RunOptions options =
                    new RunOptions(data.folder(), integer(limit), seed, device, integer(threads), out, layout);
            return Request.of(overrides, options)
                    .withSeeds(seeds)
                    .withResume(resume())
                    .withGiven(new Request.Given(
                            isGiven("--seed") ? OptionalLong.of(seed) : OptionalLong.empty(),
                            isGiven("--device") ? Optional.of(device) : Optional.empty(),
                            force ? OnChange.FORCE : OnChange.REFUSE));
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
