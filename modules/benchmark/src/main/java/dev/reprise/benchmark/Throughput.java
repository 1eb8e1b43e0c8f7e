package dev.reprise.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.Examples;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.loop.Evaluation;
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

/** A case at work, to measure its speed. */
final class Throughput implements AutoCloseable {
    private final Case work;
    private final Model model;
    private final DeviceExamples examples;
    private final ProgramTrainer trainer;
    private final TrainingLoop loop;
    private final Evaluation evaluation;
    private int epochs;

    /** Ready to train or evaluate on a device, with so many threads. */
    Throughput(Case work, String device, int threads, Optional<WeightLayout> layout) {
        this.work = work;
        Torch.useThreads(threads);
        Experiment experiment = work.experiment();
        model = Model.newInstance(work.name(), Torch.device(device), "PyTorch");
        NDManager manager = model.getNDManager();
        Examples set = work.random();
        Scaling scaling = experiment.data().preprocessing().fit(set, manager);
        Net net = new Net(set.inputShape(), experiment.net().layers());
        Torch.keepMemory(net);
        experiment.net().initialValues().initialize(model, net);
        WeightLayout chosen = layout.orElse(WeightLayout.suiting(manager.getDevice()));
        chosen.apply(model.getBlock(), manager);
        examples = DeviceExamples.of(set, manager);
        trainer = new ProgramTrainer(
                TrainingProgram.of(experiment, net, set.inputShape(), scaling, chosen, manager.getDevice()),
                model.getBlock(),
                manager);
        loop = new TrainingLoop(experiment, trainer, examples, 1, manager);
        evaluation = new Evaluation(experiment, trainer, manager);
    }

    /** Passes over the examples as often as makes one measurement; returns the examples per second. */
    double measure() {
        long start = System.nanoTime();
        for (int i = 0; i < work.passes(); i++) {
            switch (work.work()) {
                case TRAINING -> loop.epoch(++epochs, (first, losses) -> {}, () -> false);
                case EVALUATION -> evaluation.scores(examples, () -> false);
            }
        }
        return work.examples() * work.passes() / ((System.nanoTime() - start) / 1e9);
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
