package dev.reprise.training;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.data.Split;
import dev.reprise.net.Output;
import dev.reprise.net.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The epochs of a run: trains, measures on whole sets, and keeps the best parameters where the experiment says so. */
final class Training {
    static final int MOST_STEPS_WRITTEN = 10_000;
    private static final long CHECKPOINT_NANOS = 2_000_000_000L; // at most one in two seconds

    private final Experiment experiment;
    private final long seed;
    private final Block net;
    private final TrainingScores trainingScores;
    private final NDManager manager;
    private final DeviceExamples train;
    private final Optional<DeviceExamples> validation;
    private final DeviceExamples test;
    private final Evaluation evaluation;
    private final TrainingLoop loop;
    private final List<NDArray> best = new ArrayList<>();
    private Optional<EpochRow> selected = Optional.empty();
    private long checkpointed = System.nanoTime();

    /** Of a model whose block is initialized; everything it makes belongs to the model. */
    Training(Experiment experiment, Model model, Split split, Scaling scaling, long seed) {
        this.experiment = experiment;
        this.seed = seed;
        this.net = model.getBlock();
        this.manager = model.getNDManager();
        Function<NDArray, NDArray> scale = scaling.on(manager);
        this.train = new DeviceExamples(split.train(), manager, scale);
        this.validation = split.validation().map(examples -> new DeviceExamples(examples, manager, scale));
        this.test = new DeviceExamples(split.test(), manager, scale);
        this.trainingScores = experiment.trainingScores();
        this.evaluation = new Evaluation(experiment, net, manager);
        this.loop = new TrainingLoop(experiment, net, train, seed, manager);
    }

    /**
     * Trains all epochs, or those before it is told to stop; from the folder's checkpoint on, if it has one.
     *
     * @param afterFirstStep done once, when the run has proved that it can step
     * @return what the net ends with; absent where it was stopped
     */
    Optional<EpochRow> run(RunFolder folder, Progress progress, BooleanSupplier stop, Runnable afterFirstStep) {
        int done = goOn(folder);
        if (done == 0) {
            folder.begin("epochs.csv", EpochRow.HEADER);
            folder.begin("steps.csv", "iteration,loss");
        }
        Runnable first = afterFirstStep;
        for (int epoch = done + 1; epoch <= experiment.epochs(); epoch++) {
            double seconds = train(epoch, folder, progress, stop, first);
            first = () -> {};
            EpochRow row = measure(epoch, seconds, stop);
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            requireFinite(row);
            folder.append("epochs.csv", List.of(row.csv()));
            progress.epoch(row, experiment.epochs());
            select(row);
            checkpoint(folder, epoch);
        }
        restoreBest();
        return selected;
    }

    /** Takes up the folder's checkpoint, if there is one; says how many epochs are done. */
    private int goOn(RunFolder folder) {
        Optional<Checkpoint> checkpoint = Checkpoint.read(folder.path());
        checkpoint.ifPresent(from -> {
            from.requireOf(experiment, seed);
            selected = from.selected();
            if (experiment.keep() == Keep.BEST_ON_VALIDATION && selected.isPresent()) {
                copyToBest();
            }
            Checkpoint.restore(folder.path(), arrays());
            loop.updater().restore(loop.updater().state(), from.steps());
        });
        return checkpoint.map(Checkpoint::epoch).orElse(0);
    }

    private void checkpoint(RunFolder folder, int epoch) {
        long now = System.nanoTime();
        if (epoch == experiment.epochs() || now - checkpointed >= CHECKPOINT_NANOS) {
            checkpointed = now;
            new Checkpoint(Checkpoint.FORMAT, seed, epoch, loop.updater().steps(), selected)
                    .write(folder.path(), arrays());
        }
    }

    /** All that an epoch changes, in the order of checkpoints: parameters, what the rule remembers, the best so far. */
    private List<NDArray> arrays() {
        List<NDArray> arrays = new ArrayList<>();
        net.getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
        arrays.addAll(loop.updater().state().values());
        arrays.addAll(best);
        return arrays;
    }

    /** The probabilities of the classes for each test example. */
    List<float[]> testProbabilities(Output meaning) {
        return evaluation.probabilities(test, meaning);
    }

    private double train(
            int epoch, RunFolder folder, Progress progress, BooleanSupplier stop, Runnable afterFirstStep) {
        long steps = loop.stepsPerEpoch();
        long every = Math.max(1, steps * experiment.epochs() / MOST_STEPS_WRITTEN);
        long before = (epoch - 1) * steps;
        long start = System.nanoTime();
        loop.epoch(
                epoch,
                new TrainingLoop.Listener() {
                    @Override
                    public void losses(long first, float[] losses) {
                        List<String> lines = new ArrayList<>();
                        for (int i = 0; i < losses.length; i++) {
                            long iteration = before + first + i + 1;
                            if ((iteration - 1) % every == 0) {
                                lines.add(iteration + "," + losses[i]);
                            }
                        }
                        folder.append("steps.csv", lines);
                        progress.loss(mean(losses));
                    }

                    @Override
                    public void steps(long done) {
                        progress.step(epoch, done, steps);
                        if (done == 1) {
                            afterFirstStep.run();
                        }
                    }
                },
                stop);
        return (System.nanoTime() - start) / 1e9;
    }

    private void requireFinite(EpochRow row) {
        double validation = row.validation().map(Scores::loss).orElse(0.0);
        if (!Double.isFinite(row.train().loss() + row.test().loss() + validation)) {
            throw new DivergedException(
                    "after step %d, the last of epoch %d, the loss is %s on the training set and %s on the test set (learning rate %s; %s); try a lower --learning-rate, such as %s"
                            .formatted(
                                    loop.stepsPerEpoch(),
                                    row.epoch(),
                                    row.train().loss(),
                                    row.test().loss(),
                                    row.learningRate(),
                                    loop.lastLosses(),
                                    (float) (experiment.updateRule().learningRate() / 10)));
        }
    }

    private EpochRow measure(int epoch, double seconds, BooleanSupplier stop) {
        return new EpochRow(
                epoch,
                loop.learningRate(epoch * loop.stepsPerEpoch() - 1),
                trainingScores(epoch, stop),
                validation.map(examples -> evaluation.scores(examples, stop)),
                evaluation.scores(test, stop),
                weightNorm(),
                seconds);
    }

    private Scores trainingScores(int epoch, BooleanSupplier stop) {
        if (trainingScores instanceof TrainingScores.RunningMean) {
            return loop.runningMean();
        }
        if (trainingScores instanceof TrainingScores.Sample sample) {
            // a stream of its own: what is measured does not change what is trained
            SplittableRandom random = TrainingLoop.random(~seed, epoch).split();
            return evaluation.scores(
                    train, random.longs(sample.rows(), 0, train.size()).toArray());
        }
        return evaluation.scores(train, stop);
    }

    private double weightNorm() {
        double squares = 0;
        for (Parameter parameter : net.getParameters().values()) {
            if (parameter.getType() == Parameter.Type.WEIGHT) {
                try (NDArray norm = parameter.getArray().norm()) {
                    squares += Math.pow(norm.getFloat(), 2);
                }
            }
        }
        return Math.sqrt(squares);
    }

    private void select(EpochRow row) {
        if (experiment.keep() == Keep.LAST) {
            selected = Optional.of(row);
        } else if (selected.isEmpty() || merit(row) > merit(selected.get())) {
            selected = Optional.of(row);
            copyToBest();
        }
    }

    private void copyToBest() {
        best.forEach(NDArray::close);
        best.clear();
        for (Parameter parameter : net.getParameters().values()) {
            try (NDArray values = parameter.getArray().stopGradient()) {
                best.add(values.duplicate());
            }
        }
    }

    private static double merit(EpochRow row) {
        Scores scores = row.validation().orElseThrow();
        return scores.accuracy().orElse(-scores.loss());
    }

    private void restoreBest() {
        List<Parameter> parameters = net.getParameters().values();
        for (int i = 0; i < best.size(); i++) {
            try (NDArray into = parameters.get(i).getArray().stopGradient()) {
                into.set(new NDIndex("..."), best.get(i)); // copyTo would have torch warn on stderr
            }
        }
    }

    private static double mean(float[] losses) {
        double sum = 0;
        for (float loss : losses) {
            sum += loss;
        }
        return sum / Math.max(1, losses.length);
    }
}
