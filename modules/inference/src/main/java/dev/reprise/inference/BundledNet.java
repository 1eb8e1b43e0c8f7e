package dev.reprise.inference;

import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The small net that reads digits and comes with this module, for those who have trained none yet. How it was trained and how good it
 * is stands beside it, in {@code MODEL.md}.
 */
public final class BundledNet {
    /** The name by which commands, the service and DJL's model zoo know it, and of the experiment that trains it: a run goes before. */
    public static final String NAME = "digits";

    /** What those who use it are told. */
    public static final String NOTE =
            "with digits, the small net that comes with Reprise; train your own, for example by: reprise run conv-net";

    private static final List<String> FILES =
            List.of("net.json", "digits-0000.params", "golden.json", "serving.properties", "synset.txt", "MODEL.md");

    private static Path unpacked;

    private BundledNet() {}

    /** What RUN means, as {@link RunStore#findNet} has it, or the bundled net where that finds none of this name. */
    public static Path orRun(RunStore store, String run) {
        try {
            return store.findNet(run);
        } catch (RunException e) {
            if (run.equals(NAME)) {
                return folder();
            }
            throw e;
        }
    }

    /** Whether a folder that {@link #orRun} found is that of the bundled net. */
    public static synchronized boolean is(Path folder) {
        return folder.equals(unpacked);
    }

    /** The files in a folder of this process, since what reads nets reads files; they are deleted when it ends. */
    private static synchronized Path folder() {
        if (unpacked == null) {
            try {
                Path folder = Files.createTempDirectory("reprise-digits");
                folder.toFile().deleteOnExit();
                for (String name : FILES) {
                    Path file = folder.resolve(name);
                    file.toFile().deleteOnExit();
                    try (InputStream in = BundledNet.class.getResourceAsStream("bundled/" + name)) {
                        Files.copy(Objects.requireNonNull(in, name), file);
                    }
                }
                unpacked = folder;
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled net cannot be unpacked into a temporary folder: " + e, e);
            }
        }
        return unpacked;
    }
}
