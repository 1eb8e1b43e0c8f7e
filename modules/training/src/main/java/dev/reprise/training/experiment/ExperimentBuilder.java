package dev.reprise.training.experiment;

import dev.reprise.data.catalog.DatasetSpec;
import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.results.Claim;
import dev.reprise.results.PublishedValue;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes an {@link Experiment}'s values one by one; {@link #build} names the one that is missing. */
public final class ExperimentBuilder {
    private String name;
    private Optional<Source> source = Optional.empty();
    private Optional<String> lookFor = Optional.empty();
    private Optional<DatasetSpec> dataset = Optional.empty();
    private Rows rows = Rows.all();
    private Optional<Preprocessing> preprocessing = Optional.empty();
    private Optional<List<Layer>> layers = Optional.empty();
    private ForwardPass forwardPass = ForwardPass.BLOCKS;
    private Optional<InitialValues> initialValues = Optional.empty();
    private Optional<Criterion> criterion = Optional.empty();
    private Penalty penalty = new Penalty.None();
    private Optional<Optimizer> optimizer = Optional.empty();
    private Schedule schedule = new Schedule.Constant();
    private GradientClipping clipping = new GradientClipping.None();
    private Optional<Integer> batchSize = Optional.empty();
    private Optional<Order> order = Optional.empty();
    private Optional<Integer> epochs = Optional.empty();
    private Keep keep = Keep.LAST;
    private TrainingScores trainingScores = new TrainingScores.WholeSet();
    private final List<PublishedValue> values = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    ExperimentBuilder(String name) {
        this.name = name;
    }

    ExperimentBuilder(Experiment from) {
        this(from.name());
        source = Optional.of(from.source());
        lookFor = Optional.of(from.lookFor());
        dataset = Optional.of(from.data().dataset());
        rows = from.data().rows();
        preprocessing = Optional.of(from.data().preprocessing());
        layers = Optional.of(from.net().layers());
        forwardPass = from.net().forwardPass();
        initialValues = Optional.of(from.net().initialValues());
        Experiment.Training training = from.training();
        criterion = Optional.of(training.criterion());
        penalty = training.penalty();
        optimizer = Optional.of(training.optimizer());
        schedule = training.schedule();
        clipping = training.clipping();
        batchSize = Optional.of(training.batchSize());
        order = Optional.of(training.order());
        epochs = Optional.of(training.epochs());
        keep = training.keep();
        trainingScores = training.scores();
        published(from.published());
    }

    ExperimentBuilder name(String value) {
        name = value;
        return this;
    }

    /** The text, and the title of the section as it prints it, in English. */
    public ExperimentBuilder text(String text, String section) {
        return text(text, section, section);
    }

    /** The text, the title of the section as it prints it, and that title in English. */
    public ExperimentBuilder text(String text, String section, String english) {
        return source(new Source(text, section, english));
    }

    /** The text and its section, where several experiments are from it. */
    public ExperimentBuilder source(Source value) {
        source = Optional.of(value);
        return this;
    }

    /** What to look at in its result, in one line. */
    public ExperimentBuilder lookFor(String value) {
        lookFor = Optional.of(value);
        return this;
    }

    /** A data set by its name. */
    public ExperimentBuilder dataset(String value) {
        return dataset(DatasetSpec.named(value));
    }

    public ExperimentBuilder dataset(DatasetSpec value) {
        dataset = Optional.of(value);
        return this;
    }

    /** Which rows train, validate and test; by default all train or test. */
    public ExperimentBuilder rows(Rows value) {
        rows = value;
        return this;
    }

    /** The last {@code count} rows of the training set validate. */
    public ExperimentBuilder validateOnLast(int count) {
        return rows(rows.validateOnLast(count));
    }

    /** The last {@code count} rows of the training set validate, and the best epoch by them is kept. */
    public ExperimentBuilder keepBestOnLast(int count) {
        return validateOnLast(count).keep(Keep.BEST_ON_VALIDATION);
    }

    public ExperimentBuilder preprocessing(Preprocessing value) {
        preprocessing = Optional.of(value);
        return this;
    }

    public ExperimentBuilder net(Layer... value) {
        return net(List.of(value));
    }

    public ExperimentBuilder net(List<Layer> value) {
        layers = Optional.of(value);
        return this;
    }

    /** Who computes the net's outputs; by default DJL's blocks. */
    public ExperimentBuilder forwardPass(ForwardPass value) {
        forwardPass = value;
        return this;
    }

    public ExperimentBuilder initialValues(InitialWeights weights, InitialBiases biases) {
        return initialValues(new InitialValues(weights, biases));
    }

    public ExperimentBuilder initialValues(InitialValues value) {
        initialValues = Optional.of(value);
        return this;
    }

    public ExperimentBuilder criterion(Criterion value) {
        criterion = Optional.of(value);
        return this;
    }

    /** What the loss adds for the size of the weights; by default nothing. */
    public ExperimentBuilder penalty(Penalty value) {
        penalty = value;
        return this;
    }

    public ExperimentBuilder optimizer(Optimizer value) {
        optimizer = Optional.of(value);
        return this;
    }

    /** How the learning rate changes; by default it is constant. */
    public ExperimentBuilder schedule(Schedule value) {
        schedule = value;
        return this;
    }

    /** What is done to large gradients; by default nothing. */
    public ExperimentBuilder clipping(GradientClipping value) {
        clipping = value;
        return this;
    }

    public ExperimentBuilder batchSize(int value) {
        batchSize = Optional.of(value);
        return this;
    }

    public ExperimentBuilder order(Order value) {
        order = Optional.of(value);
        return this;
    }

    public ExperimentBuilder epochs(int value) {
        epochs = Optional.of(value);
        return this;
    }

    /** Which epoch's net is kept; by default the last one's. */
    public ExperimentBuilder keep(Keep value) {
        keep = value;
        return this;
    }

    /** How training scores are taken; by default on the whole set after the epoch. */
    public ExperimentBuilder trainingScores(TrainingScores value) {
        trainingScores = value;
        return this;
    }

    /** A value that the text prints. */
    public ExperimentBuilder publishes(PublishedValue value) {
        values.add(value);
        return this;
    }

    /** An effect to look for where the text prints no value. */
    public ExperimentBuilder expect(Expectation value) {
        expectations.add(value);
        return this;
    }

    /** What the text says of it compared with another experiment. */
    public ExperimentBuilder claim(Claim value) {
        claims.add(value);
        return this;
    }

    /** In place of all published values, expectations and claims so far. */
    ExperimentBuilder published(Experiment.Published value) {
        values.clear();
        values.addAll(value.values());
        expectations.clear();
        expectations.addAll(value.expectations());
        claims.clear();
        claims.addAll(value.claims());
        return this;
    }

    public Experiment build() {
        return new Experiment(
                name,
                required(source, "text"),
                required(lookFor, "lookFor"),
                new Experiment.Data(required(dataset, "dataset"), rows, required(preprocessing, "preprocessing")),
                new Experiment.Network(required(layers, "net"), forwardPass, required(initialValues, "initialValues")),
                new Experiment.Training(
                        required(criterion, "criterion"),
                        penalty,
                        required(optimizer, "optimizer"),
                        schedule,
                        clipping,
                        required(batchSize, "batchSize"),
                        required(order, "order"),
                        required(epochs, "epochs"),
                        keep,
                        trainingScores),
                new Experiment.Published(values, expectations, claims));
    }

    private <T> T required(Optional<T> value, String what) {
        return value.orElseThrow(() -> new IllegalArgumentException("experiment " + name + " has no " + what));
    }
}
