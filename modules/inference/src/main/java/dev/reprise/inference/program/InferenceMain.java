package dev.reprise.inference.program;

import dev.reprise.inference.command.InferenceCommandLine;
import dev.reprise.inference.http.ServeCommand;

/** Starts the command line over saved nets, the service among its commands. */
public final class InferenceMain {
    private InferenceMain() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        InferenceCommandLine.execute(InferenceCommandLine.commandLine(new ServeCommand()), arguments);
    }
}
