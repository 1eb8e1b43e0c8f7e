package dev.reprise.inference.command;

import dev.reprise.inference.BundledNet;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The net that a command uses. */
final class RunArgument {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "A run's folder, its model/, or an experiment's name (its newest finished run).")
    private String run;

    @Mixin
    private RunsOption runs;

    /** The word that was given. */
    String name() {
        return run;
    }

    /** Whether the word is a file, so that it names a picture and no net. */
    boolean isPicture() {
        try {
            return Files.isRegularFile(Path.of(run));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Means the bundled net from now on. */
    void useBundled() {
        run = BundledNet.NAME;
    }

    /** The folder of a run or of its saved net. Throws {@link dev.reprise.results.store.RunException} if there is none. */
    Path find() {
        return runs.find(run);
    }
}
