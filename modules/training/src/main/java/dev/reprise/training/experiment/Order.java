package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.data.RandomStream;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** In which order an epoch takes the training rows. */
public enum Order {
    /** Every row once, shuffled anew each epoch. */
    @JsonProperty("shuffled")
    SHUFFLED {
        @Override
        public int[] rows(int rows, int batchSize, SplittableRandom random) {
            return RandomStream.shuffled(rows, random);
        }
    },
    /** Every row once, as stored. */
    @JsonProperty("as-stored")
    AS_STORED {
        @Override
        public int[] rows(int rows, int batchSize, SplittableRandom random) {
            return IntStream.range(0, rows).toArray();
        }
    },
    /** Each batch drawn with replacement; an epoch is as many whole batches as the rows would fill (cs231n). */
    @JsonProperty("with-replacement")
    WITH_REPLACEMENT {
        @Override
        public long steps(int rows, int batchSize) {
            return Math.max(1, rows / batchSize);
        }

        @Override
        public int lastBatch(int rows, int batchSize) {
            return batchSize;
        }

        @Override
        public int[] rows(int rows, int batchSize, SplittableRandom random) {
            return random.ints(steps(rows, batchSize) * batchSize, 0, rows).toArray();
        }
    };

    /** How many steps an epoch has; the last batch may be smaller. */
    public long steps(int rows, int batchSize) {
        return ((long) rows + batchSize - 1) / batchSize;
    }

    /** How many rows the last batch of an epoch has. */
    public int lastBatch(int rows, int batchSize) {
        return rows - Math.toIntExact((steps(rows, batchSize) - 1) * batchSize);
    }

    /** The rows of an epoch, batch after batch. */
    public abstract int[] rows(int rows, int batchSize, SplittableRandom random);
}
