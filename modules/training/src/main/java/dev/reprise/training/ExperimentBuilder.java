package dev.reprise.training;

import dev.reprise.data.ExampleSource;
import dev.reprise.data.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.update.GradientClipping;
import dev.reprise.training.update.Schedule;
import dev.reprise.training.update.UpdateRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes an {@link Experiment}'s numbers one by one; {@link #build} refuses while one is missing. */
public final class ExperimentBuilder {
    private String name;
    private Optional<String> text = Optional.empty();
    private String section = "";
    private Optional<String> toSee = Optional.empty();
    private Optional<ExampleSource> dataset = Optional.empty();
    private Rows rows = Rows.all();
    private Optional<Preprocessing> preprocessing = Optional.empty();
    private Optional<List<Layer>> layers = Optional.empty();
    private Written written = Written.BY_LAYERS;
    private Optional<InitialValues> initialValues = Optional.empty();
    private Optional<Criterion> criterion = Optional.empty();
    private Penalty penalty = Penalty.none();
    private Optional<UpdateRule> updateRule = Optional.empty();
    private Schedule schedule = Schedule.constant();
    private GradientClipping clipping = GradientClipping.none();
    private OptionalInt batchSize = OptionalInt.empty();
    private Optional<Order> order = Optional.empty();
    private OptionalInt epochs = OptionalInt.empty();
    private Keep keep = Keep.LAST;
    private TrainingScores trainingScores = TrainingScores.wholeSet();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    ExperimentBuilder(String name) {
        this.name = name;
    }

    ExperimentBuilder(Experiment from) {
        name = from.name();
        text = Optional.of(from.text());
        section = from.section();
        toSee = Optional.of(from.toSee());
        dataset = Optional.of(from.dataset());
        rows = from.rows();
        preprocessing = Optional.of(from.preprocessing());
        layers = Optional.of(from.layers());
        written = from.written();
        initialValues = Optional.of(from.initialValues());
        criterion = Optional.of(from.criterion());
        penalty = from.penalty();
        updateRule = Optional.of(from.updateRule());
        schedule = from.schedule();
        clipping = from.clipping();
        batchSize = OptionalInt.of(from.batchSize());
        order = Optional.of(from.order());
        epochs = OptionalInt.of(from.epochs());
        keep = from.keep();
        trainingScores = from.trainingScores();
        figures.addAll(from.figures());
        expectations.addAll(from.expectations());
        claims.addAll(from.claims());
    }

    ExperimentBuilder name(String value) {
        name = value;
        return this;
    }

    /** The text, and the title of the section as it prints it. */
    public ExperimentBuilder text(String value, String sectionTitle) {
        text = Optional.of(value);
        section = sectionTitle;
        return this;
    }

    public ExperimentBuilder toSee(String value) {
        toSee = Optional.of(value);
        return this;
    }

    /** A set by its name. */
    public ExperimentBuilder dataset(String value) {
        return dataset(ExampleSource.named(value));
    }

    public ExperimentBuilder dataset(ExampleSource value) {
        dataset = Optional.of(value);
        return this;
    }

    /** Which rows train, validate and test; where nothing is said, all train or test. */
    public ExperimentBuilder rows(Rows value) {
        rows = value;
        return this;
    }

    /** The last {@code count} of the training set validate, and the best epoch by them is kept. */
    public ExperimentBuilder keepBestOnLast(int count) {
        keep = Keep.BEST_ON_VALIDATION;
        return validateOnLast(count);
    }

    /** The last {@code count} of the training set validate. */
    public ExperimentBuilder validateOnLast(int count) {
        rows = rows.validateOnLast(count);
        return this;
    }

    public ExperimentBuilder preprocessing(Preprocessing value) {
        preprocessing = Optional.of(value);
        return this;
    }

    public ExperimentBuilder net(Layer... value) {
        layers = Optional.of(List.of(value));
        return this;
    }

    /** Who writes the forward pass; where nothing is said, DJL's blocks do. */
    public ExperimentBuilder written(Written value) {
        written = value;
        return this;
    }

    public ExperimentBuilder initialValues(InitialValues value) {
        initialValues = Optional.of(value);
        return this;
    }

    public ExperimentBuilder criterion(Criterion value) {
        criterion = Optional.of(value);
        return this;
    }

    /** What the loss adds for the size of the weights; where nothing is said, nothing. */
    public ExperimentBuilder penalty(Penalty value) {
        penalty = value;
        return this;
    }

    public ExperimentBuilder updateRule(UpdateRule value) {
        updateRule = Optional.of(value);
        return this;
    }

    /** How the learning rate changes; where nothing is said it stays. */
    public ExperimentBuilder schedule(Schedule value) {
        schedule = value;
        return this;
    }

    /** What is done to large gradients; where nothing is said they stay. */
    public ExperimentBuilder clipping(GradientClipping value) {
        clipping = value;
        return this;
    }

    public ExperimentBuilder batchSize(int value, Order inOrder) {
        batchSize = OptionalInt.of(value);
        order = Optional.of(inOrder);
        return this;
    }

    public ExperimentBuilder epochs(int value) {
        epochs = OptionalInt.of(value);
        return this;
    }

    /** Which epoch's net is kept; where nothing is said, the last one's. */
    public ExperimentBuilder keep(Keep value) {
        keep = value;
        return this;
    }

    /** How training figures are taken; where nothing is said, on the whole set after the epoch. */
    public ExperimentBuilder trainingScores(TrainingScores value) {
        trainingScores = value;
        return this;
    }

    public ExperimentBuilder figure(Figure value) {
        figures.add(value);
        return this;
    }

    ExperimentBuilder figures(List<Figure> values) {
        figures.clear();
        figures.addAll(values);
        return this;
    }

    public ExperimentBuilder expect(Expectation value) {
        expectations.add(value);
        return this;
    }

    ExperimentBuilder expectations(List<Expectation> values) {
        expectations.clear();
        expectations.addAll(values);
        return this;
    }

    public ExperimentBuilder claim(Claim value) {
        claims.add(value);
        return this;
    }

    ExperimentBuilder claims(List<Claim> values) {
        claims.clear();
        claims.addAll(values);
        return this;
    }

    public Experiment build() {
        return new Experiment(
                name,
                required(text, "text"),
                section,
                required(toSee, "toSee"),
                required(dataset, "dataset"),
                rows,
                required(preprocessing, "preprocessing"),
                required(layers, "net"),
                written,
                required(initialValues, "initialValues"),
                required(criterion, "criterion"),
                penalty,
                required(updateRule, "updateRule"),
                schedule,
                clipping,
                batchSize.orElseThrow(() -> lacks("batchSize")),
                required(order, "order"),
                epochs.orElseThrow(() -> lacks("epochs")),
                keep,
                trainingScores,
                figures,
                expectations,
                claims);
    }

    private <T> T required(Optional<T> value, String what) {
        return value.orElseThrow(() -> lacks(what));
    }

    private IllegalArgumentException lacks(String what) {
        return new IllegalArgumentException("experiment " + name + " lacks " + what);
    }
}
