package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.data.catalog.DatasetSpec;
import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Output;
import dev.reprise.results.Claim;
import dev.reprise.results.Numbers;
import dev.reprise.results.PublishedValue;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.Schedule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that an experiment is, as one value: no logic, no file, nothing of a machine.
 *
 * <p>What belongs to a run is not here: device, threads, random seed, data folder, limits for a trial.
 *
 * @param name the one name everywhere: class, run folder, row of the results
 * @param lookFor what to look at in its result, in one line
 * @param published what the text prints and claims, and what effects it describes
 */
public record Experiment(
        String name, Source source, String lookFor, Data data, Network net, Training training, Published published)
        implements Study {

    /**
     * What the net learns from.
     *
     * @param rows which rows of the data set train, validate and test
     */
    public record Data(DatasetSpec dataset, Rows rows, Preprocessing preprocessing) {}

    /**
     * The net and where its values start.
     *
     * @param layers the net's; its input comes from the data set
     * @param forwardPass who computes the outputs
     */
    public record Network(List<Layer> layers, ForwardPass forwardPass, InitialValues initialValues) {
        public Network {
            layers = List.copyOf(layers);
        }
    }

    /**
     * How the net is trained.
     *
     * @param order in which an epoch takes the rows
     * @param epochs passes over the training set
     * @param keep which epoch's net is kept
     * @param scores how an epoch's training scores are taken
     */
    public record Training(
            Criterion criterion,
            Penalty penalty,
            Optimizer optimizer,
            Schedule schedule,
            GradientClipping clipping,
            int batchSize,
            Order order,
            int epochs,
            Keep keep,
            TrainingScores scores) {
        public Training {
            Bounds.atLeast(1, "batch size", batchSize);
            Bounds.atLeast(1, "epochs", epochs);
        }
    }

    /**
     * What the results are compared with. It changes nothing of a run.
     *
     * @param values what the text prints; empty where it prints none
     * @param expectations effects to look for where the text prints no value
     * @param claims what the text says of it compared with other experiments
     */
    public record Published(List<PublishedValue> values, List<Expectation> expectations, List<Claim> claims) {
        public static final Published NOTHING = new Published(List.of(), List.of(), List.of());

        public Published {
            values = List.copyOf(values);
            expectations = List.copyOf(expectations);
            claims = List.copyOf(claims);
        }
    }

    public Experiment {
        Output needed = training.criterion().expects();
        Output given = Output.ofLast(net.layers());
        if (given != (needed == Output.VALUES ? Output.LOGITS : needed)) {
            throw new IllegalArgumentException(name + ": " + typeName(training.criterion()) + " takes " + needed
                    + ", but the net's last layer gives " + given + ": " + needed.howToGive());
        }
        for (Expectation expectation : published.expectations()) {
            if (expectation.epochs() > training.epochs()) {
                throw new IllegalArgumentException(
                        name + " has " + training.epochs() + " epochs, too few for: " + expectation);
            }
        }
        if (training.keep() == Keep.BEST_ON_VALIDATION && !data.rows().validate()) {
            throw new IllegalArgumentException(name + " cannot keep the best on validation without rows held out");
        }
    }

    public static ExperimentBuilder named(String name) {
        return new ExperimentBuilder(name);
    }

    /** A builder with all of these values, to change some. */
    public ExperimentBuilder toBuilder() {
        return new ExperimentBuilder(this);
    }

    /** A builder of another experiment with these values, without what the text publishes of this one. */
    public ExperimentBuilder variant(String otherName, String otherLookFor) {
        return trial().name(otherName).lookFor(otherLookFor);
    }

    /** A builder of a trial with these values, without what the text publishes of this one; its sweep names it. */
    public ExperimentBuilder trial() {
        return toBuilder().published(Published.NOTHING);
    }

    @Override
    @JsonIgnore
    public List<PublishedValue> publishedValues() {
        return published.values();
    }

    @Override
    public List<String> effects() {
        return Stream.concat(published.expectations().stream(), published.claims().stream())
                .map(Object::toString)
                .toList();
    }

    @Override
    public List<String> facts() {
        Optimizer optimizer = training.optimizer();
        return List.of(
                data.dataset().name() + ", " + training.epochs() + (training.epochs() == 1 ? " epoch" : " epochs")
                        + ", batch size " + training.batchSize(),
                Net.text(net.layers()),
                typeName(optimizer) + ", learning rate " + Numbers.text(optimizer.learningRate())
                        + (optimizer.weightDecay() > 0 ? ", weight decay " + Numbers.text(optimizer.weightDecay()) : "")
                        + "; inputs: " + typeName(data.preprocessing()));
    }

    /** The name that a value has in texts and files. */
    static String typeName(Object value) {
        return value.getClass().getAnnotation(JsonTypeName.class).value();
    }
}
