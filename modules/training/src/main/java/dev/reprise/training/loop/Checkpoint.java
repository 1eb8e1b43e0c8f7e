package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.reprise.files.Durable;
import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.files.SmallFile;
import dev.reprise.results.EpochRow;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.experiment.Experiment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * What a run needs to resume from the end of an epoch: {@code checkpoint/} in its folder.
 *
 * <p>{@code arrays.bin} holds all arrays one after the other as little-endian float32, in an order that the run knows;
 * {@code state.json} this record; {@code epochs.csv} and {@code steps.csv} the tables so far; {@code SHA256SUMS} the
 * hashes of them all, as sha256sum writes them. The folder is swapped in whole, the one before kept until then.
 *
 * @param seed of the run
 * @param epoch the last completed one
 * @param steps that the optimizer has taken
 * @param selected the best epoch so far
 */
public record Checkpoint(int format, long seed, int epoch, long steps, Optional<EpochRow> selected) {
    public static final int FORMAT = 3;
    private static final String ARRAYS = "arrays.bin";
    private static final String STATE = "state.json";
    private static final String SUMS = "SHA256SUMS";

    public Checkpoint {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + FORMAT + " expected, is " + format);
        }
        Bounds.atLeast(1, "epoch", epoch);
    }

    /** Writes this into a run's folder, in place of the one before. */
    public void write(RunFolder run, List<NDArray> arrays) {
        Path folder = run.checkpoints().get(0);
        try {
            Durable.replaceFolder(folder, run.checkpoints().get(1), beside -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside.resolve(ARRAYS)))) {
                    for (NDArray array : arrays) {
                        out.write(bytes(array.toFloatArray()));
                    }
                }
                Files.write(beside.resolve(STATE), Json.MAPPER.writeValueAsBytes(this));
                for (Path table : run.tables()) {
                    Files.copy(table, beside.resolve(table.getFileName()));
                }
                Files.writeString(beside.resolve(SUMS), sums(run, beside));
            });
        } catch (IOException e) {
            throw RunFolder.unwritable(folder, e);
        }
    }

    /** The newest whole checkpoint of a run's folder. Throws {@link RunException} where it is damaged. */
    public static Optional<Checkpoint> read(RunFolder run) {
        return newest(run).map(folder -> {
            try {
                String written = new String(content(folder.resolve(SUMS), SmallFile.RECORD), StandardCharsets.UTF_8);
                if (!written.equals(sums(run, folder))) {
                    throw new RunException(damaged(folder, "its files are not the ones that were written"));
                }
                return Json.MAPPER.readValue(content(folder.resolve(STATE), SmallFile.RECORD), Checkpoint.class);
            } catch (IOException e) {
                throw new RunException(damaged(folder, e.getMessage()), e);
            } catch (JacksonException e) {
                throw new RunException(damaged(folder, STATE + ": " + Json.cause(e)), e);
            }
        });
    }

    /** Throws {@link RunException} where this cannot belong to such a run. */
    void requireOf(Experiment experiment, long runSeed) {
        if (seed != runSeed || epoch > experiment.training().epochs()) {
            throw new RunException("cannot resume: the checkpoint is of epoch " + epoch + " and seed " + seed
                    + ", the run has " + experiment.training().epochs() + " epochs and seed " + runSeed);
        }
    }

    /** Puts the values into these arrays, whose strides stay, and the tables back as they were. */
    static void restore(RunFolder run, List<NDArray> arrays) {
        Path folder = newest(run).orElseThrow();
        restore(arrays, folder.resolve(ARRAYS));
        try {
            for (Path table : run.tables()) {
                Durable.writeFile(table, content(folder.resolve(table.getFileName()), SmallFile.LARGE_TABLE));
            }
        } catch (IOException e) {
            throw RunFolder.unwritable(run.path(), e);
        }
    }

    private static void restore(List<NDArray> arrays, Path file) {
        long expected = arrays.stream().mapToLong(NDArray::size).sum();
        FloatBuffer values = ByteBuffer.wrap(content(file, Float.BYTES * expected))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        if (values.remaining() != expected) {
            throw new RunException(
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

    private static Optional<Path> newest(RunFolder run) {
        return run.checkpoints().stream().filter(Files::isDirectory).findFirst();
    }

    private static byte[] content(Path file, long most) {
        try {
            return SmallFile.read(file, most);
        } catch (IOException e) {
            throw new RunException(damaged(file.getParent(), file.getFileName() + " " + SmallFile.reason(e)), e);
        }
    }

    private static String sum(Path file) throws IOException {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new IOException(file.getFileName() + " " + SmallFile.reason(e), e);
        }
    }

    private static String sums(RunFolder run, Path folder) throws IOException {
        StringBuilder sums = new StringBuilder();
        List<String> names = Stream.concat(
                        Stream.of(ARRAYS, STATE),
                        run.tables().stream().map(table -> table.getFileName().toString()))
                .toList();
        for (String name : names) {
            sums.append(sum(folder.resolve(name))).append("  ").append(name).append('\n');
        }
        return sums.toString();
    }

    private static String damaged(Path folder, String how) {
        return "cannot resume: " + folder + " is damaged: " + how + "; start a new run without --resume";
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
