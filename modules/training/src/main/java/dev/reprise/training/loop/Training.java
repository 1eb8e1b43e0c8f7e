package dev.reprise.training.loop;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.data.Split;
import dev.reprise.net.Output;
import dev.reprise.results.Curves;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Numbers;
import dev.reprise.results.Scores;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Keep;
import dev.reprise.training.experiment.TrainingScores;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import dev.reprise.training.program.TrainingProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The epochs of a run: trains, measures on whole sets, and keeps the best parameters where the experiment says so. */
public final class Training {
    /** How many lines {@code steps.csv} has at most, about. */
    public static final int MAX_STEPS_WRITTEN = 10_000;

    private static final long CHECKPOINT_NANOS = 2_000_000_000L; // from one to the next, at least
    private static final int FEW_WEIGHTS = 32;

    private final Experiment experiment;
    private final long seed;
    private final Block net;
    private final DeviceExamples train;
    private final Optional<DeviceExamples> validation;
    private final DeviceExamples test;
    private final ProgramTrainer trainer;
    private final Evaluation evaluation;
    private final TrainingLoop loop;
    private final List<EpochRow> rows = new ArrayList<>();
    private final List<NDArray> best = new ArrayList<>();
    private Optional<EpochRow> selected = Optional.empty();
    private long checkpointed = System.nanoTime() - CHECKPOINT_NANOS; // the first epoch's is due at once

    /** Of a model whose block is initialized, with the program's layout; everything it makes belongs to the model. */
    public Training(TrainingProgram program, Model model, Split split, long seed) {
        this.experiment = program.experiment();
        this.seed = seed;
        this.net = model.getBlock();
        NDManager manager = model.getNDManager();
        this.train = DeviceExamples.of(split.train(), manager);
        this.validation = split.validation().map(examples -> DeviceExamples.of(examples, manager));
        this.test = DeviceExamples.of(split.test(), manager);
        this.trainer = new ProgramTrainer(program, net, manager);
        this.evaluation = new Evaluation(experiment, trainer, manager);
        this.loop = new TrainingLoop(experiment, trainer, train, seed, manager);
    }

    /**
     * Trains all epochs, or those before it is told to stop; from the folder's checkpoint on, if it has one.
     *
     * @return the curves of the whole run; empty where it was stopped
     */
    public Optional<Curves> run(RunFolder folder, Progress progress, BooleanSupplier stop) {
        int done = restoreCheckpoint(folder);
        if (done == 0) {
            folder.startTables();
        }
        int epochs = experiment.training().epochs();
        for (int epoch = done + 1; epoch <= epochs; epoch++) {
            double seconds = train(epoch, folder, progress, stop);
            EpochRow row = measure(epoch, seconds, stop);
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            requireFinite(row);
            folder.append(row);
            rows.add(row);
            progress.epoch(row, epochs);
            select(row);
            checkpoint(folder, epoch);
        }
        restoreBest();
        return Optional.of(new Curves(rows, selected.orElseThrow(), folder.firstLoss(), fewWeights()));
    }

    /** Restores the folder's checkpoint, if there is one, and says how many epochs are done. */
    private int restoreCheckpoint(RunFolder folder) {
        Optional<Checkpoint> checkpoint = Checkpoint.read(folder);
        checkpoint.ifPresent(from -> {
            from.requireOf(experiment, seed);
            selected = from.selected();
            if (experiment.training().keep() == Keep.BEST_ON_VALIDATION && selected.isPresent()) {
                copyToBest();
            }
            Checkpoint.restore(folder, arrays());
            trainer.resume(from.steps());
            rows.addAll(folder.epochs());
        });
        return checkpoint.map(Checkpoint::epoch).orElse(0);
    }

    private void checkpoint(RunFolder folder, int epoch) {
        long now = System.nanoTime();
        if (epoch == experiment.training().epochs() || now - checkpointed >= CHECKPOINT_NANOS) {
            checkpointed = now;
            new Checkpoint(Checkpoint.FORMAT, seed, epoch, trainer.stepsTaken(), selected).write(folder, arrays());
        }
    }

    /** All that an epoch changes, in the order of checkpoints: parameters, the optimizer's state, the best so far. */
    private List<NDArray> arrays() {
        List<NDArray> arrays = new ArrayList<>();
        net.getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
        arrays.addAll(trainer.state().values());
        arrays.addAll(best);
        return arrays;
    }

    /** The probabilities of the classes for each test example. */
    public List<float[]> testProbabilities(Output meaning) {
        return evaluation.probabilities(test, meaning);
    }

    private double train(int epoch, RunFolder folder, Progress progress, BooleanSupplier stop) {
        long steps = loop.stepsPerEpoch();
        long every = Math.max(1, steps * experiment.training().epochs() / MAX_STEPS_WRITTEN);
        long before = (epoch - 1) * steps;
        long start = System.nanoTime();
        loop.epoch(
                epoch,
                (first, losses) -> {
                    folder.appendLosses(before + first + 1, losses, every);
                    progress.loss(mean(losses));
                    progress.step(epoch, first + losses.length, steps);
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
                                    Numbers.text(row.learningRate()),
                                    loop.lastLosses(),
                                    Numbers.text(
                                            experiment.training().optimizer().learningRate() / 10)));
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
        return experiment.training().scores().of(new TrainingScores.Measurements() {
            @Override
            public Scores wholeSet() {
                return evaluation.scores(train, stop);
            }

            @Override
            public Scores runningMean() {
                return loop.runningMean();
            }

            @Override
            public Scores sample(int count) {
                return evaluation.scores(
                        train,
                        RandomStream.of(seed, epoch, Purpose.TRAINING_SCORES)
                                .longs(count, 0, train.size())
                                .toArray());
            }
        });
    }

    private double weightNorm() {
        double squares = 0;
        for (Parameter weight : weights()) {
            try (NDArray norm = weight.getArray().norm()) {
                squares += Math.pow(norm.getFloat(), 2);
            }
        }
        return Math.sqrt(squares);
    }

    /** The weights of a net that is one linear layer with at most {@value #FEW_WEIGHTS} inputs; of others none. */
    private List<Float> fewWeights() {
        List<Parameter> weights = weights();
        List<Float> values = new ArrayList<>();
        if (weights.size() == 1 && weights.get(0).getArray().size() <= FEW_WEIGHTS) {
            for (float value : weights.get(0).getArray().toFloatArray()) {
                values.add(value);
            }
        }
        return values;
    }

    private List<Parameter> weights() {
        return net.getParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .toList();
    }

    private void select(EpochRow row) {
        if (experiment.training().keep() == Keep.LAST) {
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
