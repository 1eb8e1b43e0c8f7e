package dev.reprise.inference.command;

import dev.reprise.inference.Classifier;
import dev.reprise.inference.SavedRun;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which net a command uses. */
final class RunArguments {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "A run's folder, its model/, or an experiment's name (its newest finished run).")
    private String run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the runs of experiments lie (default: ${DEFAULT-VALUE}).")
    private Path runs;

    SavedRun find() {
        return SavedRun.find(run, runs);
    }

    /** What a command computes on; separate, as not every command computes. */
    static final class Computing {
        @Option(
                names = "--device",
                paramLabel = "DEVICE",
                defaultValue = "auto",
                description = "cpu, gpu, gpu1, …, or auto (default): the first GPU, else the CPU.")
        private String device;

        /** Starts the engine for a net, and loads it. */
        Classifier load(SavedNet saved) {
            Torch.useThreads(Torch.threads(saved.description().net()));
            return Classifier.load(saved, Torch.device(device));
        }
    }
}
