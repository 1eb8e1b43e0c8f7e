package dev.reprise.inference.command;

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

    /** The folder of a run or of its saved net. Throws {@link dev.reprise.results.store.RunException} if there is none. */
    Path find() {
        return runs.find(run);
    }
}
