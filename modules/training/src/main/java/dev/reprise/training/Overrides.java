package dev.reprise.training;

import dev.reprise.net.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Numbers of an experiment that a run changes. They are recorded, and then no verdict is claimed. */
public record Overrides(
        Optional<String> dataset,
        OptionalInt epochs,
        OptionalInt batchSize,
        OptionalDouble learningRate,
        OptionalDouble weightDecay,
        OptionalDouble dropout) {

    public static Overrides none() {
        return new Overrides(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The experiment with these numbers in place of its own. Throws {@link IllegalArgumentException} where one cannot be. */
    public Experiment apply(Experiment experiment) {
        Experiment changed = experiment;
        if (dataset.isPresent()) {
            if (experiment.criterion().expects() == Expects.VALUES) {
                throw new IllegalArgumentException("--dataset " + dataset.get() + " was given, but " + experiment.name()
                        + " draws its own rows; only experiments on images take another set");
            }
            changed = changed.withDataset(dataset.get());
        }
        if (epochs.isPresent()) {
            changed = shortened(changed, epochs.getAsInt());
        }
        if (batchSize.isPresent()) {
            changed = changed.withBatchSize(batchSize.getAsInt());
        }
        if (learningRate.isPresent()) {
            changed = changed.withUpdateRule(changed.updateRule().withLearningRate(learningRate.getAsDouble()));
        }
        if (weightDecay.isPresent()) {
            changed = decayed(changed, weightDecay.getAsDouble());
        }
        if (dropout.isPresent()) {
            changed = changed.withNet(withDropout(changed, dropout.getAsDouble()));
        }
        return changed;
    }

    /** What was overridden, by name; only what differs from the experiment. */
    public Map<String, String> changes(Experiment experiment) {
        Experiment changed = apply(experiment);
        Map<String, String> changes = new LinkedHashMap<>();
        note(changes, "dataset", experiment.dataset().name(), changed.dataset().name());
        note(changes, "epochs", experiment.epochs(), changed.epochs());
        note(changes, "batchSize", experiment.batchSize(), changed.batchSize());
        note(
                changes,
                "learningRate",
                experiment.updateRule().learningRate(),
                changed.updateRule().learningRate());
        note(changes, "weightDecay", decay(experiment), decay(changed));
        if (!experiment.layers().equals(changed.layers())) {
            note(changes, "dropout", rates(experiment), dropout.getAsDouble());
        }
        return changes;
    }

    /** Without what is to be seen in later epochs. */
    private static Experiment shortened(Experiment experiment, int epochs) {
        return experiment.toBuilder()
                .epochs(epochs)
                .expectations(experiment.expectations().stream()
                        .filter(expectation -> expectation.epochs() <= epochs)
                        .toList())
                .build();
    }

    /** The λ of its penalty, where it has one in its loss, else of its update rule. */
    private static Experiment decayed(Experiment experiment, double lambda) {
        return experiment.penalty() instanceof Penalty.L2
                ? experiment.toBuilder().penalty(Penalty.l2(lambda)).build()
                : experiment.withUpdateRule(experiment.updateRule().withWeightDecay(lambda));
    }

    private static double decay(Experiment experiment) {
        return experiment.penalty() instanceof Penalty.L2 penalty
                ? penalty.lambda()
                : experiment.updateRule().weightDecay();
    }

    private static Layer[] withDropout(Experiment experiment, double rate) {
        List<Layer> layers = experiment.layers();
        if (layers.stream().noneMatch(Layer.Dropout.class::isInstance)) {
            throw new IllegalArgumentException(
                    "dropout " + rate + " was given, but the net of " + experiment.name() + " has no dropout layer");
        }
        return layers.stream()
                .map(layer -> layer instanceof Layer.Dropout ? Layer.dropout(rate) : layer)
                .toArray(Layer[]::new);
    }

    /** Throws {@link UsageException} where a number is overridden that tells these trials of a sweep from each other. */
    void requireApart(String sweep, List<Trial> trials) {
        List<Map<String, String>> changes =
                trials.stream().map(trial -> changes(trial.experiment())).toList();
        for (String name : changes.stream()
                .flatMap(all -> all.keySet().stream())
                .distinct()
                .toList()) {
            if (changes.stream()
                            .map(all -> all.getOrDefault(name, ""))
                            .distinct()
                            .count()
                    > 1) {
                throw new UsageException(
                        sweep + " compares several values of " + name + ": it cannot be overridden in it");
            }
        }
    }

    private static String rates(Experiment experiment) {
        return experiment.layers().stream()
                .filter(Layer.Dropout.class::isInstance)
                .map(layer -> Double.toString(((Layer.Dropout) layer).rate()))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static void note(Map<String, String> changes, String name, Object was, Object is) {
        if (!was.equals(is)) {
            changes.put(name, was + " → " + is);
        }
    }
}
