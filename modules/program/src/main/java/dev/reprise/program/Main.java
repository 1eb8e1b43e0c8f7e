package dev.reprise.program;

/** Starts the command line over all apps and the trained nets. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        Reprise.execute("reprise", Reprise::commandLine, arguments);
    }
}
