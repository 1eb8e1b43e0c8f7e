package dev.reprise.cli;

import dev.reprise.net.engine.WeightLayout;
import dev.reprise.terminal.DataOption;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Setting;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run} that are the same for all trainings of a command. */
final class TrainingOptions {
    @Mixin
    private DataOption data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "Another data set: a published one by its name, such as fashion-mnist; synthetic-digits; or folder:PATH with your own images, one subfolder per class (folder:PATH?size=32&color=gray chooses their shape).")
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

    @Option(
            names = "--schedule",
            paramLabel = "SCHEDULE",
            description =
                    "How the learning rate changes: constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine, one-cycle or warmup:STEPS:SCHEDULE.")
    private Optional<String> schedule;

    @Option(
            names = "--clip-norm",
            paramLabel = "LIMIT",
            description = "Scale the gradients down where their norm is larger.")
    private Optional<Double> clipNorm;

    @Option(
            names = "--clip-value",
            paramLabel = "LIMIT",
            description = "Keep each element of a gradient within ±LIMIT.")
    private Optional<Double> clipValue;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Another value by its name: momentum, optimizer (sgd, adam, adamw, adadelta, rmsprop, adagrad), hidden (units of the hidden linear layers), depth (their number), activation; may be repeated.")
    private Map<Setting, String> others = Map.of();

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N training examples.")
    private Optional<Integer> limit;

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

    /** What is overridden. */
    private Overrides overrides() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        set(settings, Setting.EPOCHS, epochs);
        set(settings, Setting.BATCH_SIZE, batchSize);
        set(settings, Setting.LEARNING_RATE, learningRate);
        set(settings, Setting.WEIGHT_DECAY, weightDecay);
        set(settings, Setting.DROPOUT, dropout);
        set(settings, Setting.SCHEDULE, schedule);
        set(settings, Setting.CLIP_NORM, clipNorm);
        set(settings, Setting.CLIP_VALUE, clipValue);
        settings.putAll(others);
        return new Overrides(dataset, settings);
    }

    private static void set(Map<Setting, String> settings, Setting setting, Optional<?> value) {
        value.ifPresent(given -> settings.put(setting, given.toString()));
    }

    /** A request for these options. Throws {@link UsageException} where one is impossible. */
    Request request(long seed) {
        try {
            return Request.of(
                    overrides(),
                    new RunOptions(data.folder(), integer(limit), seed, device, integer(threads), out, layout));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** The command of a child process that makes one training of an experiment: as a run that is resumed, or with what is overridden. */
    List<String> child(String name, TrainingJob job) {
        List<String> arguments = child(name, job.seed());
        job.resumed()
                .ifPresentOrElse( // it has its values
                        run -> arguments.addAll(List.of("--resume", run.path().toString())),
                        () -> arguments.addAll(overriding()));
        return arguments;
    }

    /** The command of a child process that runs a whole study. */
    List<String> child(Study study, long seed) {
        List<String> arguments = child(study.name(), seed);
        arguments.addAll(overriding());
        return arguments;
    }

    private List<String> child(String name, long seed) {
        List<String> arguments = new ArrayList<>(List.of("run", name, "--child", "--seed", Long.toString(seed)));
        arguments.addAll(List.of("--device", device, "--out", out.toString()));
        data.folder().ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
        add(arguments, "--limit", limit);
        add(arguments, "--threads", threads);
        add(arguments, "--layout", layout);
        return arguments;
    }

    private List<String> overriding() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--dataset", dataset);
        overrides().settings().forEach((setting, value) -> arguments.addAll(List.of("--set", setting + "=" + value)));
        return arguments;
    }

    private static void add(List<String> arguments, String option, Optional<?> value) {
        value.ifPresent(given -> arguments.addAll(List.of(option, given.toString())));
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
