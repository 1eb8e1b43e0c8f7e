package dev.reprise.scratch.solver;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.reprise.files.Durable;
import dev.reprise.scratch.nets.ScratchNet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of a Solver's training: its history, the rule's memory, and the best parameters so far. */
final class SolverState {
    private static final NDIndex ALL = new NDIndex("...");

    private final ScratchNet net;
    private final NDManager manager;
    private final Map<String, List<NDArray>> memory = new LinkedHashMap<>();
    private final Map<String, NDArray> best = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> trainAccuracies = new ArrayList<>();
    private final List<Double> validationAccuracies = new ArrayList<>();
    private double bestAccuracy = -1;
    private double rate;
    private int epoch;

    /** At the start; the manager owns the arrays. */
    SolverState(ScratchNet net, SolverRule rule, double rate, NDManager manager) {
        this.net = net;
        this.manager = manager;
        this.rate = rate;
        net.parameters().forEach((name, parameter) -> {
            memory.put(name, rule.memory(parameter, manager));
            best.put(name, manager.zeros(parameter.getShape(), parameter.getDataType()));
        });
    }

    List<NDArray> memory(String parameter) {
        return memory.get(parameter);
    }

    double rate() {
        return rate;
    }

    int epoch() {
        return epoch;
    }

    void epochEnds(double decay) {
        epoch++;
        rate *= decay;
    }

    void loss(double loss) {
        losses.add(loss);
    }

    /** Keeps the parameters if they are the best so far. */
    void accuracies(double train, double validation) {
        trainAccuracies.add(train);
        validationAccuracies.add(validation);
        if (validation > bestAccuracy) {
            bestAccuracy = validation;
            best.forEach((name, array) -> array.set(ALL, net.parameters().get(name)));
        }
    }

    /** Gives the net the best parameters, if any were measured. */
    void restoreBest() {
        if (bestAccuracy >= 0) {
            best.forEach((name, array) -> net.parameters().get(name).set(ALL, array));
        }
    }

    SolverHistory history() {
        return new SolverHistory(losses, trainAccuracies, validationAccuracies);
    }

    /** Writes {@code NAME_epoch_N.npz} with the parameters, the histories, the epoch and the rate; NumPy opens it. */
    void save(Path name) {
        try (NDManager ofFile = manager.newSubManager()) {
            NDList all = new NDList();
            net.parameters().forEach((parameter, array) -> all.add(named(ofFile, parameter, array.duplicate())));
            all.add(named(ofFile, "loss_history", values(losses)));
            all.add(named(ofFile, "train_acc_history", values(trainAccuracies)));
            all.add(named(ofFile, "val_acc_history", values(validationAccuracies)));
            all.add(named(ofFile, "epoch", epoch));
            all.add(named(ofFile, "learning_rate", rate));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            all.encode(bytes, NDList.Encoding.NPZ);
            Path file = name.resolveSibling(name.getFileName() + "_epoch_" + epoch + ".npz");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Durable.writeFile(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": the checkpoint cannot be written: " + e.getMessage(), e);
        }
    }

    private static NDArray named(NDManager manager, String name, double... values) {
        return named(manager, name, manager.create(values));
    }

    private static NDArray named(NDManager manager, String name, NDArray array) {
        array.attach(manager);
        array.setName(name);
        return array;
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
