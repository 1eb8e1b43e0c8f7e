package dev.reprise.training;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.net.Net;
import dev.reprise.net.Torch;

/** The training loop of an experiment on a set, for measuring how fast it is. */
public final class Throughput implements AutoCloseable {
    private final Model model;
    private final TrainingLoop loop;
    private final int examples;
    private int epochs;

    /** Ready to train on a device, with so many threads. */
    public Throughput(Experiment experiment, ImageSet set, String device, int threads) {
        Torch.useThreads(threads);
        model = Model.newInstance(experiment.name(), Torch.device(device), "PyTorch");
        NDManager manager = model.getNDManager();
        experiment.initialValues().initialize(model, new Net(set.inputShape(), experiment.layers()));
        DeviceExamples onDevice = new DeviceExamples(
                set, manager, experiment.preprocessing().fit(set, manager).on(manager));
        loop = new TrainingLoop(experiment, model.getBlock(), onDevice, 1, manager);
        examples = set.size();
    }

    /** Trains one epoch and says how many examples a second it took. */
    public double epoch() {
        long start = System.nanoTime();
        loop.epoch(++epochs, (first, losses) -> {}, () -> false);
        return examples / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        model.close();
    }
}
