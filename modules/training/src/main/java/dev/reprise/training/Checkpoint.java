package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.reprise.net.Check;
import dev.reprise.net.Durable;
import dev.reprise.net.Json;
import dev.reprise.net.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What a run needs to go on from the end of an epoch: {@code checkpoint/} in its folder.
 *
 * <p>{@code arrays.bin} holds all arrays one after the other as little-endian float32, in an order that the run knows;
 * {@code state.json} this record; {@code epochs.csv} and {@code steps.csv} the tables so far; {@code SHA256SUMS} the
 * hashes of them all, as sha256sum writes them. The folder is swapped in whole, the one before kept until then.
 *
 * @param seed of the run
 * @param epoch the last that is over
 * @param steps that the update rule has taken
 * @param selected the best epoch so far
 */
record Checkpoint(int format, long seed, int epoch, long steps, Optional<EpochRow> selected) {
    static final String FOLDER = "checkpoint";
    static final int FORMAT = 2;
    private static final String BEFORE = "checkpoint.before";
    private static final String ARRAYS = "arrays.bin";
    private static final String STATE = "state.json";
    private static final String SUMS = "SHA256SUMS";

    Checkpoint {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + FORMAT + " expected, is " + format);
        }
        Check.atLeast(1, "epoch", epoch);
    }

    /** Writes this into a run's folder, in place of the one before. */
    void write(Path run, List<NDArray> arrays) {
        Path folder = run.resolve(FOLDER);
        try {
            Durable.replaceFolder(folder, run.resolve(BEFORE), beside -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside.resolve(ARRAYS)))) {
                    for (NDArray array : arrays) {
                        out.write(bytes(array.toFloatArray()));
                    }
                }
                Files.write(beside.resolve(STATE), Json.MAPPER.writeValueAsBytes(this));
                for (String table : RunFolder.TABLES) {
                    Files.copy(run.resolve(table), beside.resolve(table));
                }
                Files.writeString(beside.resolve(SUMS), sums(beside));
            });
        } catch (IOException e) {
            throw RunFolder.unwritable(folder, e);
        }
    }

    /** The newest whole checkpoint of a run's folder. Throws {@link UsageException} where it is not as it was written. */
    static Optional<Checkpoint> read(Path run) {
        return place(run).map(folder -> {
            try {
                if (!Files.readString(folder.resolve(SUMS)).equals(sums(folder))) {
                    throw new UsageException(damaged(folder, "its files are not those that were written"));
                }
                return Json.MAPPER.readValue(Files.readAllBytes(folder.resolve(STATE)), Checkpoint.class);
            } catch (IOException e) {
                throw new UsageException(damaged(folder, e.toString()), e);
            } catch (JacksonException e) {
                throw new UsageException(damaged(folder, STATE + ": " + Json.cause(e)), e);
            }
        });
    }

    /** Throws {@link UsageException} where this cannot be of such a run. */
    void requireOf(Experiment experiment, long runSeed) {
        if (seed != runSeed || epoch > experiment.epochs()) {
            throw new UsageException("--resume: the checkpoint is of epoch " + epoch + " and seed " + seed
                    + ", the run has " + experiment.epochs() + " epochs and seed " + runSeed);
        }
    }

    /** Puts the values into these arrays, whose strides stay, and the tables back as they were. */
    static void restore(Path run, List<NDArray> arrays) {
        Path folder = place(run).orElseThrow();
        try {
            restore(arrays, folder.resolve(ARRAYS));
            for (String table : RunFolder.TABLES) {
                Durable.writeFile(run.resolve(table), Files.readAllBytes(folder.resolve(table)));
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(run, e);
        }
    }

    /** The run is complete: nothing is left to go on from. */
    static void remove(Path run) {
        try {
            Durable.delete(run.resolve(FOLDER));
            Durable.delete(run.resolve(BEFORE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(List<NDArray> arrays, Path file) throws IOException {
        FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        long expected = arrays.stream().mapToLong(NDArray::size).sum();
        if (values.remaining() != expected) {
            throw new UsageException(
                    file + " holds " + values.remaining() + " values, the experiment's net needs " + expected);
        }
        for (NDArray array : arrays) {
            float[] some = new float[Math.toIntExact(array.size())];
            values.get(some);
            try (NDArray value = array.getManager().create(some, array.getShape());
                    NDArray into = array.stopGradient()) {
                into.set(new NDIndex("..."), value);
            }
        }
    }

    private static Optional<Path> place(Path run) {
        return Stream.of(FOLDER, BEFORE)
                .map(run::resolve)
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static String sums(Path folder) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : Stream.concat(Stream.of(ARRAYS, STATE), RunFolder.TABLES.stream())
                .toList()) {
            sums.append(Sha256.of(folder.resolve(name)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        return sums.toString();
    }

    private static String damaged(Path folder, String how) {
        return "--resume: " + folder + " is damaged: " + how + "; begin a new run without --resume";
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
