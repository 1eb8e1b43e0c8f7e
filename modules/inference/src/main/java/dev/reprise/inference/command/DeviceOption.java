package dev.reprise.inference.command;

import ai.djl.Device;
import dev.reprise.inference.Classifier;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import picocli.CommandLine.Option;

/** The device that a command computes on. */
public final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "cpu, gpu, gpu1, …, or auto (default): the first GPU, else the CPU.")
    private String name;

    public Device device() {
        return Torch.device(name);
    }

    /** Starts the engine with as many threads as suit the net, and loads it. */
    Classifier load(SavedNet saved) {
        Torch.useThreads(Torch.threads(saved.description().net()));
        return Classifier.load(saved, device());
    }
}
