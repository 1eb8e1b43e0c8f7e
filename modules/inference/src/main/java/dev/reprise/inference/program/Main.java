package dev.reprise.inference.program;

import dev.reprise.inference.Inference;
import dev.reprise.inference.http.ServeCommand;

/** Starts the command line over saved nets, the service among its commands. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        Inference.execute(Inference.commandLine(new ServeCommand()), arguments);
    }
}
