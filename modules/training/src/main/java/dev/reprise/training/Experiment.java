package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.data.ExampleSource;
import dev.reprise.data.Preprocessing;
import dev.reprise.net.Check;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Output;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.update.GradientClipping;
import dev.reprise.training.update.Schedule;
import dev.reprise.training.update.UpdateRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Everything that an experiment is, as one value: no logic, no file, nothing of a machine.
 *
 * <p>What is not here, because it belongs to a run: device, threads, random seed, data folder, caps for a trial.
 *
 * @param name the one name everywhere: class, run folder, row of the results
 * @param text which text it is from, and {@code section}, its section title as printed
 * @param toSee what to look at in its result, in one line
 * @param rows which rows of the data set train, validate and test
 * @param layers the net's; its input comes from the data set
 * @param written who writes the forward pass
 * @param epochs passes over the training set
 * @param trainingScores how an epoch's training figures are taken
 * @param figures what the text prints; empty where it prints none
 * @param expectations what there is to see besides
 * @param claims what the text says of it beside other experiments
 */
public record Experiment(
        String name,
        String text,
        String section,
        String toSee,
        ExampleSource dataset,
        Rows rows,
        Preprocessing preprocessing,
        List<Layer> layers,
        Written written,
        InitialValues initialValues,
        Criterion criterion,
        Penalty penalty,
        UpdateRule updateRule,
        Schedule schedule,
        GradientClipping clipping,
        int batchSize,
        Order order,
        int epochs,
        Keep keep,
        TrainingScores trainingScores,
        List<Figure> figures,
        List<Expectation> expectations,
        List<Claim> claims)
        implements Study {

    public Experiment {
        layers = List.copyOf(layers);
        figures = List.copyOf(figures);
        expectations = List.copyOf(expectations);
        claims = List.copyOf(claims);
        Check.atLeast(1, "batch size", batchSize);
        Check.atLeast(1, "epochs", epochs);
        Output output = Output.ofLast(layers);
        if ((criterion.expects() == Expects.LOG_PROBABILITIES) != (output == Output.LOG_PROBABILITIES)) {
            throw new IllegalArgumentException(
                    name + ": the criterion takes " + criterion.expects() + ", the last layer puts out " + output);
        }
        for (Expectation expectation : expectations) {
            if (expectation.epochs() > epochs) {
                throw new IllegalArgumentException(
                        name + " has " + epochs + " epochs; more are needed for: " + expectation);
            }
        }
        if (keep == Keep.BEST_ON_VALIDATION && !rows.validate()) {
            throw new IllegalArgumentException(name + " cannot keep the best on validation without rows held out");
        }
    }

    public static ExperimentBuilder named(String name) {
        return new ExperimentBuilder(name);
    }

    /** The same numbers under another name; what the text prints and claims of this one, and what is to be seen, is not its. */
    public Experiment as(String otherName, String otherToSee) {
        return toBuilder()
                .name(otherName)
                .toSee(otherToSee)
                .figures(List.of())
                .expectations(List.of())
                .claims(List.of())
                .build();
    }

    public Experiment withText(String value, String sectionTitle) {
        return toBuilder().text(value, sectionTitle).build();
    }

    public Experiment withDataset(String value) {
        return withDataset(ExampleSource.named(value));
    }

    public Experiment withDataset(ExampleSource value) {
        return toBuilder().dataset(value).build();
    }

    public Experiment withRows(Rows value) {
        return toBuilder().rows(value).build();
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
        return toBuilder().figures(List.of(value)).build();
    }

    /** The same with these expectations in place of its own. */
    public Experiment withExpectations(Expectation... value) {
        return toBuilder().expectations(List.of(value)).build();
    }

    /** The same with these claims in place of its own. */
    public Experiment withClaims(Claim... value) {
        return toBuilder().claims(List.of(value)).build();
    }

    /** Everything as it is, to change several things at once. */
    public ExperimentBuilder toBuilder() {
        return new ExperimentBuilder(this);
    }

    @Override
    public List<String> expected() {
        return Stream.concat(expectations.stream(), claims.stream())
                .map(Object::toString)
                .toList();
    }

    @Override
    public List<String> facts() {
        return List.of(
                dataset.name() + ", " + epochs + (epochs == 1 ? " epoch" : " epochs") + ", batch " + batchSize,
                Net.text(layers),
                type(updateRule) + " " + plain(updateRule.learningRate())
                        + (updateRule.weightDecay() > 0 ? ", weight decay " + plain(updateRule.weightDecay()) : "")
                        + "; inputs: " + type(preprocessing));
    }

    private static String type(Object value) {
        return value.getClass().getAnnotation(JsonTypeName.class).value();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public void require(Request request) {
        request.overrides().apply(this);
    }

    @Override
    public Outcome run(Request request, Progress progress, BooleanSupplier stop) {
        return request.seeds() > 1
                ? SweepRun.overSeeds(this, request, progress, stop)
                : Run.run(this, request, progress, stop);
    }
}
