package dev.reprise.training.experiment;

import dev.reprise.files.NearestName;
import dev.reprise.net.Layer;
import dev.reprise.net.NetException;
import dev.reprise.results.Numbers;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.ScheduleText;
import dev.reprise.training.optimizer.Sgd;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value of an experiment that a user can change by its name, for a run or for each trial of a search.
 *
 * <p>{@link #in} says what an experiment has, {@link #apply} gives it another.
 */
public enum Setting {
    EPOCHS("passes over the training set", own -> own.training().epochs(), (own, text) -> {
        int epochs = whole(text);
        return own.toBuilder().epochs(epochs).published(within(own.published(), epochs));
    }),
    BATCH_SIZE(
            "examples per step",
            own -> own.training().batchSize(),
            (own, text) -> own.toBuilder().batchSize(whole(text))),
    OPTIMIZER(
            "its kind, with torch's hyperparameters",
            own -> Experiment.typeName(own.training().optimizer()),
            (own, text) -> own.toBuilder()
                    .optimizer(optimizer(text).with(own.training().optimizer().shared()))),
    LEARNING_RATE(
            "the initial learning rate",
            own -> Numbers.text(own.training().optimizer().learningRate()),
            (own, text) -> own.toBuilder().optimizer(own.training().optimizer().learningRate(number(text)))),
    MOMENTUM(
            "the momentum of sgd",
            own -> own.training().optimizer() instanceof Sgd sgd ? Numbers.text(sgd.momentum()) : "",
            (own, text) -> own.toBuilder().optimizer(((Sgd) own.training().optimizer()).momentum(number(text)))),
    WEIGHT_DECAY(
            "λ of ½λ‖w‖²",
            own -> Numbers.text(own.training()
                    .penalty()
                    .weightDecay()
                    .orElseGet(() -> own.training().optimizer().weightDecay())),
            (own, text) -> own.training().penalty().weightDecay().isPresent() // and not of its optimizer
                    ? own.toBuilder().penalty(new Penalty.L2(number(text)))
                    : own.toBuilder().optimizer(own.training().optimizer().weightDecay(number(text)))),
    SCHEDULE(
            "how the learning rate changes",
            own -> ScheduleText.of(own.training().schedule()),
            (own, text) -> own.toBuilder()
                    .schedule(ScheduleText.parse(text, own.training().epochs()))),
    CLIP_NORM(
            "the largest norm of all gradients together",
            own -> own.training().clipping() instanceof GradientClipping.ByNorm clipping
                    ? Numbers.text(clipping.limit())
                    : "none",
            (own, text) -> own.toBuilder().clipping(new GradientClipping.ByNorm(number(text)))),
    CLIP_VALUE(
            "the largest element of a gradient",
            own -> own.training().clipping() instanceof GradientClipping.ByValue clipping
                    ? Numbers.text(clipping.limit())
                    : "none",
            (own, text) -> own.toBuilder().clipping(new GradientClipping.ByValue(number(text)))),
    DROPOUT(
            "the rate of every dropout layer",
            own -> several(own.net().layers().stream()
                    .filter(Layer.Dropout.class::isInstance)
                    .map(layer -> Numbers.text(((Layer.Dropout) layer).rate()))),
            (own, text) -> {
                Layer dropout = new Layer.Dropout(number(text));
                return own.toBuilder()
                        .net(own.net().layers().stream()
                                .map(layer -> layer instanceof Layer.Dropout ? dropout : layer)
                                .toList());
            }),
    HIDDEN(
            "the units of every hidden linear layer",
            own -> several(HiddenLayers.of(own).units()),
            (own, text) -> own.toBuilder().net(HiddenLayers.of(own).withUnits(whole(text)))),
    DEPTH(
            "how many hidden linear layers, all like the first",
            own -> {
                long depth = HiddenLayers.of(own).units().count();
                return depth == 0 ? "" : depth;
            },
            (own, text) -> own.toBuilder().net(HiddenLayers.of(own).withDepth(whole(text)))),
    ACTIVATION(
            "relu, leaky-relu, elu, sigmoid or tanh, after every hidden layer",
            own -> several(HiddenLayers.of(own).activations()),
            (own, text) -> own.toBuilder().net(HiddenLayers.of(own).withActivation(text)));

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Function<Experiment, Object> value;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Experiment, String, ExperimentBuilder> change;

    Setting(String help, Function<Experiment, Object> value, BiFunction<Experiment, String, ExperimentBuilder> change) {
        this.help = help;
        this.value = value;
        this.change = change;
    }

    /** As a user writes it: {@code learning-rate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As records have it: {@code learningRate}. */
    String recorded() {
        String[] words = toString().split("-", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** What an experiment has of it; empty where it has nothing to change. */
    Optional<String> in(Experiment experiment) {
        return Optional.of(value.apply(experiment).toString()).filter(text -> !text.isEmpty());
    }

    /** The setting with a name. Throws {@link UsageException} that names those that an experiment has. */
    public static Setting named(String name, Experiment experiment) {
        return Arrays.stream(values())
                .filter(setting -> setting.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("nothing is called '" + name + "'; did you mean "
                        + NearestName.nearest(
                                        name,
                                        Arrays.stream(values())
                                                .map(Setting::toString)
                                                .toList(),
                                        1)
                                .get(0)
                        + "? " + all(experiment)));
    }

    /** The experiment with this value in place of its own. Throws {@link UsageException} where it does not apply. */
    public Experiment apply(Experiment experiment, String text) {
        if (in(experiment).isEmpty()) {
            throw new UsageException(experiment.name() + " has no " + this + " (" + help + ") that could be " + text
                    + "; " + all(experiment));
        }
        return checked(() -> change.apply(experiment, text).build());
    }

    private Experiment checked(Supplier<Experiment> change) {
        try {
            return change.get();
        } catch (UsageException e) {
            throw e;
        } catch (NetException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    e instanceof NumberFormatException ? this + ": " + e.getMessage() : e.getMessage(), e);
        }
    }

    /** {@code mlp has learning-rate 0.1, batch-size 64, …}. */
    private static String all(Experiment experiment) {
        return experiment.name() + " has "
                + Arrays.stream(values())
                        .flatMap(setting -> setting.in(experiment).map(value -> setting + " " + value).stream())
                        .collect(Collectors.joining(", "));
    }

    /** Without the effects of later epochs. */
    private static Experiment.Published within(Experiment.Published published, int epochs) {
        return new Experiment.Published(
                published.values(),
                published.expectations().stream()
                        .filter(expectation -> expectation.epochs() <= epochs)
                        .toList(),
                published.claims());
    }

    private static Optimizer optimizer(String kind) {
        return switch (kind) {
            case "sgd" -> Vocabulary.sgd(1);
            case "adam" -> Vocabulary.adam(1).betas(0.9, 0.999).epsilon(1e-8);
            case "adamw" -> Vocabulary.adamW(1).betas(0.9, 0.999).epsilon(1e-8);
            case "adadelta" -> Vocabulary.adadelta(1).rho(0.9).epsilon(1e-6);
            case "rmsprop" -> Vocabulary.rmsProp(1).alpha(0.99).epsilon(1e-8);
            case "adagrad" -> Vocabulary.adagrad(1).epsilon(1e-10);
            default ->
                throw new UsageException(
                        "optimizer: expected sgd, adam, adamw, adadelta, rmsprop or adagrad, got '" + kind + "'");
        };
    }

    private static String several(Stream<String> values) {
        return values.distinct().collect(Collectors.joining(" and "));
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw (NumberFormatException)
                    new NumberFormatException("expected a whole number, got '" + text + "'").initCause(e);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw (NumberFormatException)
                    new NumberFormatException("expected a number, got '" + text + "'").initCause(e);
        }
    }
}
