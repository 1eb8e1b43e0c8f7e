package dev.reprise.training.experiment;

import dev.reprise.data.catalog.DatasetSpec;
import dev.reprise.net.Layer;
import dev.reprise.net.Output;
import dev.reprise.results.Numbers;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Values of an experiment that a run changes. They are recorded, and the run gets no verdict. */
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

    /** The experiment with these values in place of its own. Throws {@link UsageException} where one does not apply. */
    public Experiment apply(Experiment experiment) {
        ExperimentBuilder changed = experiment.toBuilder();
        dataset.ifPresent(name -> changed.dataset(otherImages(experiment, name)));
        epochs.ifPresent(count -> changed.epochs(count).published(within(experiment.published(), count)));
        batchSize.ifPresent(changed::batchSize);
        Optimizer optimizer = experiment.training().optimizer();
        if (learningRate.isPresent()) {
            optimizer = optimizer.learningRate(learningRate.getAsDouble());
        }
        if (weightDecay.isPresent() && !penalized(experiment)) {
            optimizer = optimizer.weightDecay(weightDecay.getAsDouble());
        } else if (weightDecay.isPresent()) {
            changed.penalty(new Penalty.L2(weightDecay.getAsDouble()));
        }
        dropout.ifPresent(rate -> changed.net(withDropout(experiment, rate)));
        try {
            return changed.optimizer(optimizer).build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** What was overridden, by name; only what differs from the experiment. */
    public Map<String, String> changes(Experiment experiment) {
        Experiment changed = apply(experiment);
        Experiment.Training was = experiment.training();
        Experiment.Training is = changed.training();
        Map<String, String> changes = new LinkedHashMap<>();
        note(changes, "dataset", name(experiment), name(changed));
        note(changes, "epochs", Integer.toString(was.epochs()), Integer.toString(is.epochs()));
        note(changes, "batchSize", Integer.toString(was.batchSize()), Integer.toString(is.batchSize()));
        note(
                changes,
                "learningRate",
                was.optimizer().learningRate(),
                is.optimizer().learningRate());
        note(changes, "weightDecay", decay(experiment), decay(changed));
        if (!experiment.net().layers().equals(changed.net().layers())) {
            note(changes, "dropout", rates(experiment), Numbers.text(dropout.getAsDouble()));
        }
        return changes;
    }

    private static DatasetSpec otherImages(Experiment experiment, String name) {
        if (experiment.training().criterion().expects() == Output.VALUES) {
            throw new UsageException(experiment.name() + " draws its own rows and cannot use the data set " + name
                    + "; only experiments on images can use another one");
        }
        return DatasetSpec.named(name);
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

    /** Whether the weight decay of an experiment is the λ of a penalty in its loss, and not of its optimizer. */
    private static boolean penalized(Experiment experiment) {
        return experiment.training().penalty().weightDecay().isPresent();
    }

    private static double decay(Experiment experiment) {
        return experiment
                .training()
                .penalty()
                .weightDecay()
                .orElseGet(() -> experiment.training().optimizer().weightDecay());
    }

    private static List<Layer> withDropout(Experiment experiment, double rate) {
        List<Layer> layers = experiment.net().layers();
        if (layers.stream().noneMatch(Layer.Dropout.class::isInstance)) {
            throw new UsageException(
                    "the net of " + experiment.name() + " has no dropout layer whose rate could be " + rate);
        }
        return layers.stream()
                .map(layer -> layer instanceof Layer.Dropout ? new Layer.Dropout(rate) : layer)
                .toList();
    }

    /** Throws {@link UsageException} where a value is overridden that tells these trials of a sweep apart. */
    public void requireApart(String sweep, List<Trial> trials) {
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
                        sweep + " compares several values of " + name + ", which cannot be overridden in it");
            }
        }
    }

    private static String rates(Experiment experiment) {
        return experiment.net().layers().stream()
                .filter(Layer.Dropout.class::isInstance)
                .map(layer -> Numbers.text(((Layer.Dropout) layer).rate()))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static String name(Experiment experiment) {
        return experiment.data().dataset().name();
    }

    private static void note(Map<String, String> changes, String name, double was, double is) {
        note(changes, name, Numbers.text(was), Numbers.text(is));
    }

    private static void note(Map<String, String> changes, String name, String was, String is) {
        if (!was.equals(is)) {
            changes.put(name, was + " → " + is);
        }
    }
}
