package dev.reprise.training.loop;

import ai.djl.ndarray.NDManager;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.results.Numbers;
import dev.reprise.results.Scores;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.program.Chunk;
import dev.reprise.training.program.ChunkLength;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The one training loop: it hands the steps of an epoch to the program in chunks, and looks at the losses of each. */
public final class TrainingLoop {
    private final Experiment.Training plan;
    private final ProgramTrainer trainer;
    private final DeviceExamples train;
    private final long seed;
    private final NDManager manager;
    private final ChunkLength chunkLength = new ChunkLength();
    private final LastLosses lastLosses = new LastLosses();
    private Optional<Scores> runningMean = Optional.empty();

    public TrainingLoop(
            Experiment experiment, ProgramTrainer trainer, DeviceExamples train, long seed, NDManager manager) {
        this.plan = experiment.training();
        this.trainer = trainer;
        this.train = train;
        this.seed = seed;
        this.manager = manager;
    }

    /** Is told what came of some steps. */
    @FunctionalInterface
    public interface Listener {
        /** The losses of the steps just done, the first of which has the number {@code first} in the epoch, from 0. */
        void losses(long first, float[] losses);
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
     * @param stop asked before each chunk; where it answers true the epoch ends there
     * @throws DivergedException where a loss is not finite
     */
    public void epoch(int epoch, Listener listener, BooleanSupplier stop) {
        manager.getEngine().setRandomSeed(RandomStream.engineSeed(seed, epoch, Purpose.ENGINE));
        int[] order =
                plan.order().rows(train.size(), plan.batchSize(), RandomStream.of(seed, epoch, Purpose.ROW_ORDER));
        long steps = stepsPerEpoch();
        long before = (epoch - 1) * steps;
        ScoreSum running = new ScoreSum(plan.criterion());
        for (long first = 0; first < steps && !stop.getAsBoolean(); ) {
            int length = chunkLength.next(steps - first);
            int from = Math.toIntExact(first * plan.batchSize());
            int to = (int) Math.min(order.length, from + (long) length * plan.batchSize());
            double[] rates = LongStream.range(before + first, before + first + length)
                    .mapToDouble(this::learningRate)
                    .toArray();
            long start = System.nanoTime();
            Chunk chunk = trainer.steps(
                    train, IntStream.range(from, to).mapToLong(i -> order[i]).toArray(), rates);
            chunkLength.took(length, (System.nanoTime() - start) / 1e9);
            float[] losses = chunk.losses().toArray();
            requireFinite(losses, epoch, first, before);
            for (int i = 0; i < length; i++) {
                int batch = Math.min(plan.batchSize(), to - from - i * plan.batchSize());
                running.add(chunk.unpenalized().get(i), chunk.correct().get(i), batch);
            }
            listener.losses(first, losses);
            first += length;
        }
        runningMean = Optional.of(running.mean()).filter(scores -> plan.scores().duringEpoch());
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
