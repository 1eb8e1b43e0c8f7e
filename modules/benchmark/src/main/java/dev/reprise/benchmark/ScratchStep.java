package dev.reprise.benchmark;

import static dev.reprise.training.experiment.Vocabulary.*;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import dev.reprise.net.Net;
import dev.reprise.net.Torch;
import dev.reprise.scratch.nets.LossAndGradients;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A step of cs231n's two-layer net, 3072-50-10 on batches of 100: with gradients from scratch and by autograd, alternating. */
final class ScratchStep {
    private static final int BATCH = 100;
    private static final int STEPS = 500;
    private static final double RATE = 1e-3;

    private final NDManager manager;
    private final NDArray inputs;
    private final NDArray classes;

    private ScratchStep(NDManager manager) {
        this.manager = manager;
        this.inputs = manager.randomNormal(new Shape(BATCH, 3072));
        this.classes =
                manager.create(IntStream.range(0, BATCH).mapToLong(i -> i % 10).toArray());
    }

    static int measure(int rounds) {
        System.out.printf("%-8s %7s %14s %14s %8s%n", "float", "threads", "scratch µs", "autograd µs", "ratio");
        Torch.useThreads(1); // as the training chooses for perceptrons
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
            try (NDManager manager = Torch.engine().newBaseManager()) {
                ScratchStep step = new ScratchStep(manager);
                Runnable fromScratch = step.fromScratch(type);
                Runnable byAutograd = step.byAutograd(type);
                seconds(fromScratch); // warm-up
                seconds(byAutograd);
                List<Double> scratch = new ArrayList<>();
                List<Double> autograd = new ArrayList<>();
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < rounds; i++) {
                    scratch.add(seconds(fromScratch) / STEPS * 1e6);
                    autograd.add(seconds(byAutograd) / STEPS * 1e6);
                    ratios.add(scratch.get(i) / autograd.get(i));
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-8s %7d %14.0f %14.0f %8.2f%n",
                        type == DataType.FLOAT32 ? "32" : "64",
                        1,
                        Benchmark.median(scratch),
                        Benchmark.median(autograd),
                        Benchmark.median(ratios));
            }
        }
        return 0;
    }

    private Runnable fromScratch(DataType type) {
        ScratchTwoLayerNet net =
                new ScratchTwoLayerNet(small(type, 3072, 50), small(type, 50), small(type, 50, 10), small(type, 10), 0);
        NDArray x = inputs.toType(type, true);
        return () -> {
            try (NDManager ofStep = manager.newSubManager()) {
                LossAndGradients result = net.loss(in(ofStep, x), in(ofStep, classes));
                net.parameters()
                        .forEach((name, parameter) ->
                                parameter.subi(result.gradients().get(name).mul(RATE)));
            }
        };
    }

    private Runnable byAutograd(DataType type) {
        Block block = new Net(new Shape(3072), List.of(linear(50), relu(), linear(10))).toBlock();
        block.initialize(manager, type, new Shape(BATCH, 3072));
        Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
        NDArray x = inputs.toType(type, true);
        return () -> {
            try (NDManager ofStep = manager.newSubManager();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray output = block.forward(new ParameterStore(ofStep, false), new NDList(in(ofStep, x)), true)
                        .singletonOrThrow();
                collector.backward(crossEntropy.evaluate(new NDList(in(ofStep, classes)), new NDList(output)));
                block.getParameters().values().stream()
                        .map(Parameter::getArray)
                        .forEach(array -> descend(ofStep, array));
            }
        };
    }

    private static void descend(NDManager ofStep, NDArray parameter) {
        NDArray gradient = parameter.getGradient();
        gradient.attach(ofStep);
        parameter.stopGradient().subi(gradient.mul(RATE));
        gradient.subi(gradient);
    }

    private NDArray small(DataType type, long... shape) {
        return manager.randomNormal(0, 1e-3f, new Shape(shape), DataType.FLOAT32)
                .toType(type, true);
    }

    /** A view that a step owns, so that it owns what is made of it. */
    private static NDArray in(NDManager ofStep, NDArray array) {
        NDArray view = array.reshape(array.getShape());
        view.attach(ofStep);
        return view;
    }

    private static double seconds(Runnable step) {
        long start = System.nanoTime();
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
