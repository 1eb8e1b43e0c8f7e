package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import dev.reprise.net.Output;
import dev.reprise.net.Torch;
import dev.reprise.results.Scores;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loss.Criterion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A net in evaluation mode on whole sets: sums stay on the device and are read once. */
final class Evaluation {
    private final Forward net;
    private final Criterion criterion;
    private final NDManager manager;
    private final int atOnce;

    Evaluation(Experiment experiment, Block net, NDManager manager) {
        this.net = Forward.of(experiment, net);
        this.criterion = experiment.training().criterion();
        this.manager = manager;
        this.atOnce = Torch.examplesAtOnce(experiment.net().layers(), manager.getDevice());
    }

    /**
     * The scores on a whole set.
     *
     * @param stop asked before each batch; where it says so the scores are of some batches only, for nobody to use
     */
    Scores scores(DeviceExamples examples, BooleanSupplier stop) {
        try (NDManager sums = manager.newSubManager()) {
            ScoreSum sum = new ScoreSum(criterion, sums);
            for (int from = 0; from < examples.size() && !stop.getAsBoolean(); from += atOnce) {
                try (NDManager step = manager.newSubManager()) {
                    add(step, examples.range(step, from, Math.min(from + atOnce, examples.size())), sum);
                }
            }
            return sum.mean();
        }
    }

    /** The scores on these rows, of which one may come twice. */
    Scores scores(DeviceExamples examples, long[] rows) {
        try (NDManager sums = manager.newSubManager()) {
            ScoreSum sum = new ScoreSum(criterion, sums);
            for (int from = 0; from < rows.length; from += atOnce) {
                try (NDManager step = manager.newSubManager()) {
                    long[] some = Arrays.copyOfRange(rows, from, Math.min(from + atOnce, rows.length));
                    add(step, examples.rows(step.create(some)), sum);
                }
            }
            return sum.mean();
        }
    }

    private void add(NDManager step, DeviceExamples.Batch batch, ScoreSum sum) {
        NDArray output = forward(step, batch.inputs());
        sum.add(criterion.loss(output, batch.targets()), output, batch.targets());
    }

    /** The probabilities of the classes for each example, in order. */
    List<float[]> probabilities(DeviceExamples examples, Output meaning) {
        List<float[]> rows = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += atOnce) {
            int to = Math.min(from + atOnce, examples.size());
            try (NDManager step = manager.newSubManager()) {
                NDArray output = forward(step, examples.range(step, from, to).inputs());
                float[] values = meaning.toProbabilities(output).toFloatArray();
                int classes = values.length / (to - from);
                for (int i = 0; i < values.length; i += classes) {
                    rows.add(Arrays.copyOfRange(values, i, i + classes));
                }
            }
        }
        return rows;
    }

    private NDArray forward(NDManager step, NDArray inputs) {
        return net.outputs(step, inputs, ScratchForward.Mode.EVALUATION);
    }
}
