package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonTypeName;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A value of an experiment that a user can change by its name, for a run or for each trial of a search.
 *
 * <p>{@link #in} says what an experiment has, {@link #apply} gives it another.
 */
public enum Setting {
    EPOCHS("passes over the training set") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(Integer.toString(experiment.training().epochs()));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            int epochs = whole(text);
            return experiment.toBuilder().epochs(epochs).published(within(experiment.published(), epochs));
        }
    },
    BATCH_SIZE("examples per step") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(Integer.toString(experiment.training().batchSize()));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().batchSize(whole(text));
        }
    },
    OPTIMIZER("its kind, with torch's hyperparameters") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(typeName(experiment.training().optimizer()));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            Optimizer was = experiment.training().optimizer();
            return experiment.toBuilder().optimizer(optimizer(text).with(was.shared()));
        }
    },
    LEARNING_RATE("the initial learning rate") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(Numbers.text(experiment.training().optimizer().learningRate()));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder()
                    .optimizer(experiment.training().optimizer().learningRate(number(text)));
        }
    },
    MOMENTUM("the momentum of sgd") {
        @Override
        Optional<String> in(Experiment experiment) {
            return experiment.training().optimizer() instanceof Sgd sgd
                    ? Optional.of(Numbers.text(sgd.momentum()))
                    : Optional.empty();
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().optimizer(((Sgd) experiment.training().optimizer()).momentum(number(text)));
        }
    },
    WEIGHT_DECAY("λ of ½λ‖w‖²") {
        @Override
        Optional<String> in(Experiment experiment) {
            Experiment.Training plan = experiment.training();
            return Optional.of(Numbers.text(plan.penalty()
                    .weightDecay()
                    .orElseGet(() -> plan.optimizer().weightDecay())));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.training().penalty().weightDecay().isPresent() // and not of its optimizer
                    ? experiment.toBuilder().penalty(new Penalty.L2(number(text)))
                    : experiment.toBuilder()
                            .optimizer(experiment.training().optimizer().weightDecay(number(text)));
        }
    },
    SCHEDULE("how the learning rate changes") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(ScheduleText.of(experiment.training().schedule()));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder()
                    .schedule(ScheduleText.parse(text, experiment.training().epochs()));
        }
    },
    CLIP_NORM("the largest norm of all gradients together") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(
                    experiment.training().clipping() instanceof GradientClipping.ByNorm clipping
                            ? Numbers.text(clipping.limit())
                            : "none");
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().clipping(new GradientClipping.ByNorm(number(text)));
        }
    },
    CLIP_VALUE("the largest element of a gradient") {
        @Override
        Optional<String> in(Experiment experiment) {
            return Optional.of(
                    experiment.training().clipping() instanceof GradientClipping.ByValue clipping
                            ? Numbers.text(clipping.limit())
                            : "none");
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().clipping(new GradientClipping.ByValue(number(text)));
        }
    },
    DROPOUT("the rate of every dropout layer") {
        @Override
        Optional<String> in(Experiment experiment) {
            return several(experiment.net().layers().stream()
                    .filter(Layer.Dropout.class::isInstance)
                    .map(layer -> Numbers.text(((Layer.Dropout) layer).rate()))
                    .distinct()
                    .toList());
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            double rate = number(text);
            return experiment.toBuilder()
                    .net(experiment.net().layers().stream()
                            .map(layer -> layer instanceof Layer.Dropout ? new Layer.Dropout(rate) : layer)
                            .toList());
        }
    },
    HIDDEN("the units of every hidden linear layer") {
        @Override
        Optional<String> in(Experiment experiment) {
            return several(HiddenLayers.of(experiment).units());
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().net(HiddenLayers.of(experiment).withUnits(whole(text)));
        }
    },
    DEPTH("how many hidden linear layers, all like the first") {
        @Override
        Optional<String> in(Experiment experiment) {
            int depth = HiddenLayers.of(experiment).units().size();
            return depth == 0 ? Optional.empty() : Optional.of(Integer.toString(depth));
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().net(HiddenLayers.of(experiment).withDepth(whole(text)));
        }
    },
    ACTIVATION("relu, leaky-relu, elu, sigmoid or tanh, after every hidden layer") {
        @Override
        Optional<String> in(Experiment experiment) {
            return several(HiddenLayers.of(experiment).activations());
        }

        @Override
        ExperimentBuilder change(Experiment experiment, String text) {
            return experiment.toBuilder().net(HiddenLayers.of(experiment).withActivation(text));
        }
    };

    private final String help;

    Setting(String help) {
        this.help = help;
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
    abstract Optional<String> in(Experiment experiment);

    abstract ExperimentBuilder change(Experiment experiment, String text);

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
        return checked(() -> change(experiment, text).build());
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

    private static Optional<String> several(List<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream().distinct().collect(Collectors.joining(" and ")));
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

    private static String typeName(Object value) {
        return value.getClass().getAnnotation(JsonTypeName.class).value();
    }
}
