package dev.reprise.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.results.Numbers;
import dev.reprise.results.Scores;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.optimizer.OptimizerState;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The one training loop: batch, forward, loss, backward, clip, update.
 *
 * <p>Nothing is read from the device at a step. Losses are read every {@value #CHUNK} steps; that is also when a loss
 * that is not finite is found.
 */
public final class TrainingLoop {
    private static final int CHUNK = 200;

    private final Experiment.Training plan;
    private final Forward net;
    private final DeviceExamples train;
    private final long seed;
    private final NDManager manager;
    private final List<Parameter> parameters;
    private final OptimizerState optimizer;
    private final LastLosses lastLosses = new LastLosses();
    private Optional<ScoreSum> running = Optional.empty();
    private Optional<Scores> runningMean = Optional.empty();

    public TrainingLoop(Experiment experiment, Block net, DeviceExamples train, long seed, NDManager manager) {
        this.plan = experiment.training();
        this.net = Forward.of(experiment, net);
        this.train = train;
        this.seed = seed;
        this.manager = manager;
        this.parameters = net.getParameters().values();
        this.optimizer = plan.optimizer().start(parameters, manager);
    }

    /** Is told the losses of some steps, the first of which has number {@code first} in the epoch, from 0. */
    @FunctionalInterface
    public interface Listener {
        void losses(long first, float[] losses);

        /** So many steps of the epoch are done. */
        default void steps(long done) {}
    }

    public OptimizerState optimizer() {
        return optimizer;
    }

    /** The losses of the steps just done, all of them finite. */
    LastLosses lastLosses() {
        return lastLosses;
    }

    long stepsPerEpoch() {
        return plan.order().steps(train.size(), plan.batchSize());
    }

    double learningRate(long step) {
        return plan.optimizer().learningRate() * plan.schedule().factor(step, stepsPerEpoch());
    }

    /** The training scores during the last epoch, where the experiment wants them. */
    Scores runningMean() {
        return runningMean.orElseThrow();
    }

    /**
     * Trains one epoch, counted from 1.
     *
     * @param stop asked before each step; where it answers true the epoch ends there
     * @throws DivergedException where a loss is not finite
     */
    public void epoch(int epoch, Listener listener, BooleanSupplier stop) {
        Engine engine = manager.getEngine();
        engine.setRandomSeed(RandomStream.engineSeed(seed, epoch, Purpose.ENGINE));
        int[] order =
                plan.order().rows(train.size(), plan.batchSize(), RandomStream.of(seed, epoch, Purpose.ROW_ORDER));
        long steps = stepsPerEpoch();
        long before = (epoch - 1) * steps;
        try (NDManager ofEpoch = manager.newSubManager()) {
            NDArray rows = ofEpoch.create(IntStream.of(order).asLongStream().toArray());
            if (plan.scores().duringEpoch()) {
                running = Optional.of(new ScoreSum(plan.criterion(), ofEpoch));
            }
            for (long first = 0; first < steps && !stop.getAsBoolean(); first += CHUNK) {
                try (NDManager ofChunk = ofEpoch.newSubManager()) {
                    NDList losses = new NDList(CHUNK);
                    long end = Math.min(first + CHUNK, steps);
                    for (long step = first; step < end && !stop.getAsBoolean(); step++) {
                        losses.add(step(engine, ofChunk, rows, step, learningRate(before + step)));
                        listener.steps(step + 1);
                    }
                    float[] values = losses.isEmpty()
                            ? new float[0]
                            : NDArrays.stack(losses).toFloatArray();
                    requireFinite(values, epoch, first, before);
                    listener.losses(first, values);
                }
            }
            runningMean = running.map(ScoreSum::mean);
        }
    }

    private NDArray step(Engine engine, NDManager ofChunk, NDArray order, long step, double learningRate) {
        long from = step * plan.batchSize();
        long to = Math.min(from + plan.batchSize(), order.size());
        try (NDManager ofStep = ofChunk.newSubManager()) {
            NDArray rows = order.get(ofStep, new NDIndex().addSliceDim(from, to));
            DeviceExamples.Batch batch = train.rows(rows);
            NDArray output;
            NDArray unpenalized;
            NDArray loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                output = net.outputs(ofStep, batch.inputs(), ScratchForward.Mode.TRAINING);
                unpenalized = plan.criterion().loss(output, batch.targets());
                loss = plan.penalty().add(unpenalized, parameters);
                collector.backward(loss);
            }
            if (running.isPresent()) {
                running.get().add(unpenalized.stopGradient(), output.stopGradient(), batch.targets());
            }
            plan.clipping().clip(parameters);
            optimizer.step(learningRate);
            NDArray value = loss.stopGradient();
            value.attach(ofChunk);
            return value;
        }
    }

    private void requireFinite(float[] losses, int epoch, long first, long before) {
        for (int i = 0; i < losses.length; i++) {
            if (!Float.isFinite(losses[i])) {
                throw new DivergedException(
                        "the loss became %s at step %d of epoch %d (learning rate %s; %s); try a lower --learning-rate, such as %s"
                                .formatted(
                                        losses[i],
                                        first + i + 1,
                                        epoch,
                                        Numbers.text(learningRate(before + first + i)),
                                        lastLosses,
                                        Numbers.text(plan.optimizer().learningRate() / 10)));
            }
            lastLosses.add(losses[i]);
        }
    }
}
