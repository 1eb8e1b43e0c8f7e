package dev.reprise.scratch.solver;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.reprise.scratch.nets.LossAndGradients;
import dev.reprise.scratch.nets.ScratchNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * cs231n's Solver: draws batches with replacement, updates by a named rule, lowers the rate after each epoch, and keeps
 * the parameters that were best on the validation set.
 *
 * <p>Accuracies are taken after the first update, which the text prints as epoch 0, and after each epoch; that of the
 * training set on rows drawn with replacement, which takes numbers from the generator.
 */
public final class Solver {
    private static final int ROWS_AT_ONCE = 100;

    private final ScratchNet net;
    private final SolverData train;
    private final SolverData validation;
    private final NumpyRandom random;
    private final SolverOptions options;
    private final SolverRule rule;

    /** Works on the net's parameters in place. */
    public Solver(ScratchNet net, SolverData train, SolverData validation, NumpyRandom random, SolverOptions options) {
        this.net = net;
        this.train = train;
        this.validation = validation;
        this.random = random;
        this.options = options;
        this.rule = options.rule();
    }

    /**
     * Trains; the net's parameters are then the best ones.
     *
     * @param print takes the lines that the text prints
     * @param stop asked before each update whether to stop
     */
    public SolverHistory train(Consumer<String> print, BooleanSupplier stop) {
        int perEpoch = Math.max(train.size() / options.whole("batch_size"), 1);
        int iterations = options.whole("epochs") * perEpoch;
        NDArray anyParameter = net.parameters().values().iterator().next();
        try (NDManager manager = anyParameter.getManager().newSubManager()) {
            SolverState state = new SolverState(net, rule, options.number("learning_rate"), manager);
            for (int t = 0; t < iterations && !stop.getAsBoolean(); t++) {
                double loss = step(state, t + 1, manager);
                state.loss(loss);
                if (t % options.whole("print_every") == 0) {
                    print.accept(line("(Iteration %d / %d) loss: %f", t + 1, iterations, loss));
                }
                boolean epochEnds = (t + 1) % perEpoch == 0;
                if (epochEnds) {
                    state.epochEnds(options.number("learning_rate_decay"));
                }
                if (t == 0 || epochEnds) {
                    measure(state, print, manager);
                }
            }
            state.restoreBest();
            return state.history();
        }
    }

    /** One update; the loss before it. */
    private double step(SolverState state, int time, NDManager manager) {
        try (NDManager ofStep = manager.newSubManager()) {
            int[] rows = random.choice(train.size(), options.whole("batch_size"));
            LossAndGradients result = net.loss(train.inputs(rows, ofStep), train.classes(rows, ofStep));
            net.parameters().forEach((name, parameter) -> {
                NDArray gradient = result.gradients().get(name);
                rule.step(parameter, gradient, state.memory(name), options, state.rate(), time);
            });
            return result.loss().toType(DataType.FLOAT64, false).getDouble();
        }
    }

    private void measure(SolverState state, Consumer<String> print, NDManager manager) {
        double ofTrain = accuracy(train, options.whole("train_samples"), manager);
        double ofValidation = accuracy(validation, options.whole("validation_samples"), manager);
        state.accuracies(ofTrain, ofValidation);
        if (!options.text("checkpoint").isEmpty()) {
            state.save(Path.of(options.text("checkpoint")));
        }
        print.accept(line(
                "(Epoch %d / %d) train acc: %f; val_acc: %f",
                state.epoch(), options.whole("epochs"), ofTrain, ofValidation));
    }

    /** On {@code samples} rows drawn with replacement, or on all if there are fewer. */
    private double accuracy(SolverData data, int samples, NDManager manager) {
        boolean draw = samples != SolverOptions.ALL && data.size() > samples;
        int[] rows = draw
                ? random.choice(data.size(), samples)
                : IntStream.range(0, data.size()).toArray();
        long right = 0;
        for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
            int[] some = Arrays.copyOfRange(rows, from, Math.min(from + ROWS_AT_ONCE, rows.length));
            try (NDManager ofRows = manager.newSubManager()) {
                NDArray predicted = net.scores(data.inputs(some, ofRows)).argMax(1);
                right += predicted.eq(data.classes(some, ofRows)).countNonzero().getLong();
            }
        }
        return (double) right / rows.length;
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
