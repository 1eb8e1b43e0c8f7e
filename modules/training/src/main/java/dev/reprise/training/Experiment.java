package dev.reprise.training;

import dev.reprise.data.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.net.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that an experiment is, as one value: no logic, no file, nothing of a machine.
 *
 * <p>What is not here, because it belongs to a run: device, threads, random seed, data folder, caps for a trial.
 *
 * @param name the one name everywhere: class, run folder, row of the results
 * @param text which text it is from, and {@code section}, its section title as printed
 * @param toSee what to look at in its result, in one line
 * @param dataset name of a data set
 * @param heldOut how many of the last training rows validate instead; 0 for none
 * @param layers the net's; its input comes from the data set
 * @param epochs passes over the training set
 * @param figures what the text prints; empty where it prints none
 */
public record Experiment(
        String name,
        String text,
        String section,
        String toSee,
        String dataset,
        Preprocessing preprocessing,
        int heldOut,
        List<Layer> layers,
        InitialValues initialValues,
        Criterion criterion,
        UpdateRule updateRule,
        Schedule schedule,
        GradientClipping clipping,
        int batchSize,
        Order order,
        int epochs,
        Keep keep,
        List<Figure> figures) {

    public Experiment {
        layers = List.copyOf(layers);
        figures = List.copyOf(figures);
        Check.atLeast(0, "rows held out", heldOut);
        Check.atLeast(1, "batch size", batchSize);
        Check.atLeast(1, "epochs", epochs);
        Output output = Output.ofLast(layers);
        if ((criterion.expects() == Expects.LOG_PROBABILITIES) != (output == Output.LOG_PROBABILITIES)) {
            throw new IllegalArgumentException(
                    name + ": the criterion takes " + criterion.expects() + ", the last layer puts out " + output);
        }
        if (keep == Keep.BEST_ON_VALIDATION && heldOut == 0) {
            throw new IllegalArgumentException(name + " cannot keep the best on validation without rows held out");
        }
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The same under another name, with something else to see in it. */
    public Experiment as(String otherName, String otherToSee) {
        Builder builder = toBuilder();
        builder.name = otherName;
        return builder.toSee(otherToSee).build();
    }

    public Experiment withText(String value, String sectionTitle) {
        return toBuilder().text(value, sectionTitle).build();
    }

    public Experiment withDataset(String value) {
        return toBuilder().dataset(value).build();
    }

    public Experiment withNet(Layer... value) {
        return toBuilder().net(value).build();
    }

    public Experiment withInitialValues(InitialValues value) {
        return toBuilder().initialValues(value).build();
    }

    public Experiment withUpdateRule(UpdateRule value) {
        return toBuilder().updateRule(value).build();
    }

    public Experiment withBatchSize(int value) {
        return toBuilder().batchSize(value, order).build();
    }

    public Experiment withEpochs(int value) {
        return toBuilder().epochs(value).build();
    }

    public Experiment withPreprocessing(Preprocessing value) {
        return toBuilder().preprocessing(value).build();
    }

    public Experiment withSchedule(Schedule value) {
        return toBuilder().schedule(value).build();
    }

    /** The same with these published figures in place of its own; none: the text prints none. */
    public Experiment withFigures(Figure... value) {
        Builder builder = toBuilder();
        builder.figures.clear();
        builder.figures.addAll(List.of(value));
        return builder.build();
    }

    /** Everything as it is, to change several things at once. */
    public Builder toBuilder() {
        Builder builder = new Builder(name)
                .text(text, section)
                .toSee(toSee)
                .dataset(dataset)
                .preprocessing(preprocessing)
                .net(layers.toArray(Layer[]::new))
                .initialValues(initialValues)
                .criterion(criterion)
                .updateRule(updateRule)
                .schedule(schedule)
                .clipping(clipping)
                .batchSize(batchSize, order)
                .epochs(epochs);
        builder.heldOut = heldOut;
        builder.keep = keep;
        builder.figures.addAll(figures);
        return builder;
    }

    /** Takes an experiment's numbers one by one; {@link #build} refuses while one is missing. */
    public static final class Builder {
        private String name;
        private final List<Figure> figures = new ArrayList<>();
        private Optional<String> text = Optional.empty();
        private String section = "";
        private Optional<String> toSee = Optional.empty();
        private Optional<String> dataset = Optional.empty();
        private Optional<Preprocessing> preprocessing = Optional.empty();
        private int heldOut;
        private Optional<List<Layer>> layers = Optional.empty();
        private Optional<InitialValues> initialValues = Optional.empty();
        private Optional<Criterion> criterion = Optional.empty();
        private Optional<UpdateRule> updateRule = Optional.empty();
        private Schedule schedule = Schedule.constant();
        private GradientClipping clipping = GradientClipping.none();
        private OptionalInt batchSize = OptionalInt.empty();
        private Optional<Order> order = Optional.empty();
        private OptionalInt epochs = OptionalInt.empty();
        private Keep keep = Keep.LAST;

        private Builder(String name) {
            this.name = name;
        }

        /** The text, and the title of the section as it prints it. */
        public Builder text(String value, String sectionTitle) {
            text = Optional.of(value);
            section = sectionTitle;
            return this;
        }

        public Builder toSee(String value) {
            toSee = Optional.of(value);
            return this;
        }

        public Builder dataset(String value) {
            dataset = Optional.of(value);
            return this;
        }

        public Builder preprocessing(Preprocessing value) {
            preprocessing = Optional.of(value);
            return this;
        }

        /** The last {@code rows} of the training set validate, and the best epoch by them is kept. */
        public Builder keepBestOnLast(int rows) {
            keep = Keep.BEST_ON_VALIDATION;
            return validateOnLast(rows);
        }

        /** The last {@code rows} of the training set validate; the last epoch is kept. */
        public Builder validateOnLast(int rows) {
            heldOut = rows;
            return this;
        }

        public Builder net(Layer... value) {
            layers = Optional.of(List.of(value));
            return this;
        }

        public Builder initialValues(InitialValues value) {
            initialValues = Optional.of(value);
            return this;
        }

        public Builder criterion(Criterion value) {
            criterion = Optional.of(value);
            return this;
        }

        public Builder updateRule(UpdateRule value) {
            updateRule = Optional.of(value);
            return this;
        }

        /** How the learning rate changes; where nothing is said it stays. */
        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        /** What is done to large gradients; where nothing is said they stay. */
        public Builder clipping(GradientClipping value) {
            clipping = value;
            return this;
        }

        public Builder batchSize(int value, Order rows) {
            batchSize = OptionalInt.of(value);
            order = Optional.of(rows);
            return this;
        }

        public Builder epochs(int value) {
            epochs = OptionalInt.of(value);
            return this;
        }

        public Builder figure(Figure value) {
            figures.add(value);
            return this;
        }

        public Experiment build() {
            return new Experiment(
                    name,
                    required(text, "text"),
                    section,
                    required(toSee, "toSee"),
                    required(dataset, "dataset"),
                    required(preprocessing, "preprocessing"),
                    heldOut,
                    required(layers, "net"),
                    required(initialValues, "initialValues"),
                    required(criterion, "criterion"),
                    required(updateRule, "updateRule"),
                    schedule,
                    clipping,
                    batchSize.orElseThrow(() -> lacks("batchSize")),
                    required(order, "order"),
                    epochs.orElseThrow(() -> lacks("epochs")),
                    keep,
                    figures);
        }

        private <T> T required(Optional<T> value, String what) {
            return value.orElseThrow(() -> lacks(what));
        }

        private IllegalArgumentException lacks(String what) {
            return new IllegalArgumentException("experiment " + name + " lacks " + what);
        }
    }
}
