package dev.reprise.cli;

import dev.reprise.net.engine.WeightLayout;
import dev.reprise.terminal.DataOption;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Setting;
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

    Path out() {
        return out;
    }

    /** What is overridden; {@link Experiment}s differ in which settings they have. */
    Overrides overrides() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        epochs.ifPresent(value -> settings.put(Setting.EPOCHS, value.toString()));
        batchSize.ifPresent(value -> settings.put(Setting.BATCH_SIZE, value.toString()));
        learningRate.ifPresent(value -> settings.put(Setting.LEARNING_RATE, value.toString()));
        weightDecay.ifPresent(value -> settings.put(Setting.WEIGHT_DECAY, value.toString()));
        dropout.ifPresent(value -> settings.put(Setting.DROPOUT, value.toString()));
        schedule.ifPresent(value -> settings.put(Setting.SCHEDULE, value));
        clipNorm.ifPresent(value -> settings.put(Setting.CLIP_NORM, value.toString()));
        clipValue.ifPresent(value -> settings.put(Setting.CLIP_VALUE, value.toString()));
        settings.putAll(others);
        return new Overrides(dataset, settings);
    }

    RunOptions options(long seed, String device) {
        return new RunOptions(data.folder(), integer(limit), seed, device, integer(threads), out, layout);
    }

    /** The arguments that give another process these options, but for the overridden values. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
        data.folder().ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
        add(arguments, "--limit", limit);
        add(arguments, "--threads", threads);
        add(arguments, "--layout", layout);
        return arguments;
    }

    /** The arguments that give another process the overridden values. */
    List<String> overriding() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--dataset", dataset);
        add(arguments, "--epochs", epochs);
        add(arguments, "--batch-size", batchSize);
        add(arguments, "--learning-rate", learningRate);
        add(arguments, "--weight-decay", weightDecay);
        add(arguments, "--dropout", dropout);
        add(arguments, "--schedule", schedule);
        add(arguments, "--clip-norm", clipNorm);
        add(arguments, "--clip-value", clipValue);
        others.forEach((setting, value) -> arguments.addAll(List.of("--set", setting + "=" + value)));
        return arguments;
    }

    private static void add(List<String> arguments, String option, Optional<?> value) {
        value.ifPresent(given -> arguments.addAll(List.of(option, given.toString())));
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
