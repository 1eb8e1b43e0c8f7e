package dev.reprise.benchmark;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import dev.reprise.net.WeightLayout;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.loop.Training;
import dev.reprise.training.loop.TrainingLoop;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import dev.reprise.training.program.TrainingProgram;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The training loop of an experiment on a data set, to measure its speed. */
final class Throughput implements AutoCloseable {
    private final Model model;
    private final ProgramTrainer trainer;
    private final TrainingLoop loop;
    private final int examples;
    private int epochs;

    /** Ready to train on a device, with so many threads. */
    Throughput(Experiment experiment, ImageSet set, String device, int threads) {
        Torch.useThreads(threads);
        Device on = Torch.device(device);
        model = Model.newInstance(experiment.name(), on, "PyTorch");
        NDManager manager = model.getNDManager();
        Scaling scaling = experiment.data().preprocessing().fit(set, manager);
        Net net =
                new Net(scaling.outputShape(set.inputShape()), experiment.net().layers());
        experiment.net().initialValues().initialize(model, net);
        WeightLayout layout = WeightLayout.suiting(on);
        layout.apply(model.getBlock(), manager);
        TrainingProgram program = TrainingProgram.of(experiment, net, set.inputShape(), scaling, layout, on);
        trainer = new ProgramTrainer(program, model.getBlock(), manager);
        loop = new TrainingLoop(experiment, trainer, DeviceExamples.of(set, manager), 1, manager);
        examples = set.size();
    }

    /** Trains one epoch; returns the examples per second. */
    double epoch() {
        long start = System.nanoTime();
        loop.epoch(++epochs, (first, losses) -> {}, () -> false);
        return examples / ((System.nanoTime() - start) / 1e9);
    }

    /** Writes a checkpoint with tables of the largest size into a run folder; returns the seconds. */
    double checkpoint(RunFolder run) {
        List<List<?>> rows = Collections.nCopies(Training.MAX_STEPS_WRITTEN, List.of(600_000, 0.012345678));
        run.tables().stream()
                .filter(Files::notExists)
                .forEach(table -> run.writeTable(table.getFileName().toString(), rows));
        List<NDArray> arrays = new ArrayList<>();
        model.getBlock().getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
        arrays.addAll(trainer.state().values());
        long start = System.nanoTime();
        new Checkpoint(Checkpoint.FORMAT, 1, epochs, trainer.stepsTaken(), Optional.empty()).write(run, arrays);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        model.close();
    }
}
