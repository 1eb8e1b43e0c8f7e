package dev.reprise.training.loop;

import ai.djl.ndarray.NDManager;
import dev.reprise.net.Output;
import dev.reprise.net.Torch;
import dev.reprise.results.Scores;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.program.Chunk;
import dev.reprise.training.program.ChunkLength;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A net in evaluation mode on whole sets. */
public final class Evaluation {
    private final ProgramTrainer trainer;
    private final Criterion criterion;
    private final NDManager manager;
    private final int batchSize;
    private final ChunkLength chunkLength = new ChunkLength();

    public Evaluation(Experiment experiment, ProgramTrainer trainer, NDManager manager) {
        this.trainer = trainer;
        this.criterion = experiment.training().criterion();
        this.manager = manager;
        this.batchSize = Torch.examplesAtOnce(experiment.net().layers(), manager.getDevice());
    }

    /**
     * The scores on a whole set.
     *
     * @param stop asked now and then; where it says so the scores are of some batches only, for nobody to use
     */
    public Scores scores(DeviceExamples examples, BooleanSupplier stop) {
        ScoreSum sum = new ScoreSum(criterion);
        long size = examples.size();
        for (long from = 0; from < size && !stop.getAsBoolean(); ) {
            int batches = chunkLength.next((size - from + batchSize - 1) / batchSize);
            long to = Math.min(from + (long) batches * batchSize, size);
            long start = System.nanoTime();
            Chunk chunk = trainer.scores(examples, from, to, batchSize);
            chunkLength.took(batches, (System.nanoTime() - start) / 1e9);
            for (int i = 0; i < batches; i++) {
                long left = to - from - (long) i * batchSize;
                sum.add(chunk.losses().get(i), chunk.correct().get(i), Math.min(batchSize, left));
            }
            from = to;
        }
        return sum.mean();
    }

    /** The scores on these rows, of which one may come twice. */
    Scores scores(DeviceExamples examples, long[] rows) {
        try (NDManager chosen = manager.newSubManager()) {
            return scores(examples.rows(chosen, rows), () -> false);
        }
    }

    /** The probabilities of the classes for each example, in order. */
    List<float[]> probabilities(DeviceExamples examples, Output meaning) {
        List<float[]> rows = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += batchSize) {
            int to = Math.min(from + batchSize, examples.size());
            try (NDManager step = manager.newSubManager()) {
                float[] values = meaning.toProbabilities(trainer.outputs(step, examples, from, to))
                        .toFloatArray();
                int classes = values.length / (to - from);
                for (int i = 0; i < values.length; i += classes) {
                    rows.add(Arrays.copyOfRange(values, i, i + classes));
                }
            }
        }
        return rows;
    }
}
