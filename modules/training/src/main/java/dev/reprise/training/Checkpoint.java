package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
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
import tools.jackson.core.JacksonException;

/**
 * What a run needs to go on from the end of an epoch: {@code checkpoint/} in its folder.
 *
 * <p>{@code arrays.bin} holds all arrays one after the other as little-endian float32, in an order that the run knows;
 * {@code state.json} says which epoch it is, and the hash of the arrays. The folder is swapped in whole, the one before
 * kept until then.
 *
 * @param epoch the last that is over
 * @param steps that the update rule has taken
 * @param selected the best epoch so far
 */
record Checkpoint(int format, int epoch, long steps, Optional<EpochRow> selected, String sha256) {
    static final String FOLDER = "checkpoint";
    private static final String BEFORE = "checkpoint.before";
    private static final int FORMAT = 1;

    /** Writes a checkpoint into a run's folder, in place of the one before. */
    static void write(Path run, int epoch, long steps, Optional<EpochRow> selected, List<NDArray> arrays) {
        Path folder = run.resolve(FOLDER);
        Path before = run.resolve(BEFORE);
        try {
            Durable.delete(before);
            if (Files.exists(folder)) {
                Files.move(folder, before);
            }
            Durable.writeFolder(folder, beside -> {
                Path file = beside.resolve("arrays.bin");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                    for (NDArray array : arrays) {
                        out.write(bytes(array.toFloatArray()));
                    }
                }
                Checkpoint checkpoint = new Checkpoint(FORMAT, epoch, steps, selected, Sha256.of(file));
                Files.write(beside.resolve("state.json"), Json.MAPPER.writeValueAsBytes(checkpoint));
            });
            Durable.delete(before);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": the checkpoint could not be written: " + e.getMessage(), e);
        }
    }

    /** The newest whole checkpoint of a run's folder. */
    static Optional<Checkpoint> read(Path run) {
        return place(run).map(folder -> {
            Path file = folder.resolve("state.json");
            try {
                Checkpoint checkpoint = Json.MAPPER.readValue(Files.readAllBytes(file), Checkpoint.class);
                if (!Sha256.of(folder.resolve("arrays.bin")).equals(checkpoint.sha256)) {
                    throw new UsageException(folder + " is damaged: its arrays are not those that were written");
                }
                return checkpoint;
            } catch (IOException | JacksonException e) {
                throw new UsageException(file + " cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** Puts the values into these arrays, whose strides stay. */
    static void restore(Path run, List<NDArray> arrays) {
        Path file = place(run).orElseThrow().resolve("arrays.bin");
        try {
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
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e.getMessage(), e);
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

    private static Optional<Path> place(Path run) {
        return List.of(run.resolve(FOLDER), run.resolve(BEFORE)).stream()
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
