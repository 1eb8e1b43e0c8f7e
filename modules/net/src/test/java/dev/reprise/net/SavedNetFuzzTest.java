package dev.reprise.net;

import static dev.reprise.net.LayerVocabulary.*;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.reprise.files.Sha256;
import dev.reprise.testkit.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved nets with a mutated file open and load, or are refused by {@link NetException}, never anything else. */
class SavedNetFuzzTest {
    private static final String PARAMS = "net-0000.params";
    private static final String NPY = "mean.npy";

    @TempDir
    private Path temp;

    private Path folder;
    private String description;

    @BeforeEach
    void save() throws IOException {
        folder = temp.resolve("model");
        float[] mean = new float[144];
        SavedNetTest.save(
                folder,
                SavedNetTest.classifier("net", new Scaling.MeanImage(FloatArray.of(mean)), SavedNetTest.LAYERS),
                DataType.UINT8);
        description = Files.readString(folder.resolve("net.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.json", "golden.json", PARAMS, NPY})
    void aFileAsItIs(String name) throws Exception {
        Path file = folder.resolve(name);
        Fuzz.read(
                name,
                NetException.class,
                bytes -> {
                    Files.write(file, bytes);
                    SavedNet.open(folder).load(Device.cpu()).close();
                },
                Files.readAllBytes(file));
    }

    /** As an attacker would, who can hash: what is left is the check of names, shapes and sizes. */
    @ParameterizedTest
    @ValueSource(strings = {PARAMS, NPY})
    void aFileWhoseHashIsRight(String name) throws Exception {
        Path file = folder.resolve(name);
        byte[] original = Files.readAllBytes(file);
        Fuzz.read(
                name + " with its hash",
                NetException.class,
                bytes -> {
                    Files.write(file, bytes);
                    Files.writeString(
                            folder.resolve("net.json"), description.replace(Sha256.of(original), Sha256.of(bytes)));
                    SavedNet.open(folder).load(Device.cpu()).close();
                },
                original);
    }

    /** The head of the file, where all lengths are, and no parameter changed. */
    @Test
    void theHeadOfParametersWhoseHashIsRight() throws Exception {
        SavedNetTest.save(
                temp.resolve("small"),
                SavedNetTest.classifier("net", new Scaling.None(), List.of(flatten(), linear(10))),
                DataType.UINT8);
        Path small = temp.resolve("small");
        byte[] original = Files.readAllBytes(small.resolve(PARAMS));
        String net = Files.readString(small.resolve("net.json"));
        byte[] head = Arrays.copyOf(original, 300);
        byte[] rest = Arrays.copyOfRange(original, 300, original.length);
        Fuzz.read(
                "head of " + PARAMS,
                NetException.class,
                bytes -> {
                    byte[] all = Arrays.copyOf(bytes, bytes.length + rest.length);
                    System.arraycopy(rest, 0, all, bytes.length, rest.length);
                    Files.write(small.resolve(PARAMS), all);
                    Files.writeString(small.resolve("net.json"), net.replace(Sha256.of(original), Sha256.of(all)));
                    SavedNet.open(small).load(Device.cpu()).close();
                },
                head);
    }
}
