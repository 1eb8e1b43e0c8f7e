package dev.reprise.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.net.Net;
import dev.reprise.net.Torch;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.experiment.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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

    /** Writes a checkpoint, as large as one gets, into a folder, and says how many seconds it took. */
    public double checkpoint(Path run) {
        if (!Files.exists(run.resolve("steps.csv"))) {
            List<String> lines = Collections.nCopies(Training.MOST_STEPS_WRITTEN, "600000,0.012345678");
            RunFolder.TABLES.forEach(name -> RunFolder.at(run).table(name, lines));
        }
        List<NDArray> arrays = new ArrayList<>();
        model.getBlock().getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
        arrays.addAll(loop.updater().state().values());
        long start = System.nanoTime();
        new Checkpoint(Checkpoint.FORMAT, 1, epochs, loop.updater().steps(), Optional.empty()).write(run, arrays);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        model.close();
    }
}
