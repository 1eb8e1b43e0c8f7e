package dev.reprise.scratch.gradcheck;

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
import dev.reprise.scratch.layers.Gradients;
import dev.reprise.scratch.layers.LossAndGradient;
import dev.reprise.scratch.layers.Pass;
import dev.reprise.scratch.layers.ScratchLayer;
import dev.reprise.scratch.layers.ScratchLoss;
import dev.reprise.scratch.nets.LossAndGradients;
import dev.reprise.scratch.nets.ScratchNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Analytic gradients compared with central differences (f(x + h) − f(x − h)) / 2h with h = 10⁻⁵, in float64 (npnet's {@code
 * GradientCheck}; cs231n's {@code eval_numerical_gradient}).
 *
 * <p>f is the sum of the outputs, each times a random weight, or the loss. An entry is right if the relative error is below
 * 10⁻⁷, or the difference below ten rounding errors of the outputs divided by h: differences cannot resolve a gradient
 * that nearly vanishes.
 *
 * <p>Kinks: if the slopes to the left and to the right of an entry differ by more than a thousandth, the entry is at a kink
 * (0 of a ReLU, equal values under a maximum, a hinge) and has no derivative to compare with. It is left out and counted,
 * whatever the analytic gradient is.
 */
public record GradientCheck(String name, List<CheckedArray> arrays) {
    /** A gradient with a relative error below this is right. */
    public static final double TOLERANCE = 1e-7;

    private static final long SEED = 231;

    public GradientCheck {
        arrays = List.copyOf(arrays);
    }

    /** Whether every gradient is right and at least one was compared: npnet's {@code check()}. */
    public boolean passes() {
        return arrays.stream()
                .allMatch(array ->
                        array.wrong() == 0 && array.kinks() < array.shape().size());
    }

    /** The largest relative error of all. */
    public double error() {
        return arrays.stream().mapToDouble(CheckedArray::error).reduce(0, Math::max);
    }

    /** The array with that error. */
    public CheckedArray worst() {
        return arrays.stream()
                .max(Comparator.comparingDouble(CheckedArray::error))
                .orElseThrow();
    }

    /** Checks a layer's training pass at inputs x. */
    public static GradientCheck of(String name, ScratchLayer layer, NDArray x) {
        return of(name, layer, layer::forward, x);
    }

    /** Checks a layer's evaluation pass at inputs x. */
    public static GradientCheck ofEvaluation(String name, ScratchLayer layer, NDArray x) {
        return of(name, layer, layer::evaluate, x);
    }

    /** Checks a layer's training pass at inputs x for the sum of its outputs, each times its weight. */
    public static GradientCheck of(String name, ScratchLayer layer, NDArray x, NDArray weights) {
        return of(name, layer, layer::forward, x, weights);
    }

    private static GradientCheck of(String name, ScratchLayer layer, Function<NDArray, Pass> pass, NDArray x) {
        try (NDManager manager = x.getManager().newSubManager()) {
            Shape output = pass.apply(in(manager, x)).output().getShape();
            return of(name, layer, pass, x, weights(output, manager));
        }
    }

    private static GradientCheck of(
            String name, ScratchLayer layer, Function<NDArray, Pass> pass, NDArray x, NDArray given) {
        try (NDManager manager = x.getManager().newSubManager()) {
            NDArray weights = in(manager, given);
            Gradients gradients = pass.apply(in(manager, x)).backward(weights);
            Function<NDManager, NDArray> output = m -> pass.apply(in(m, x)).output();
            List<CheckedArray> arrays = new ArrayList<>();
            arrays.add(compare("x", x, gradients.input(), output, weights));
            for (int i = 0; i < gradients.parameters().size(); i++) {
                NDArray parameter = layer.parameters().get(i);
                NDArray gradient = gradients.parameters().get(i);
                arrays.add(compare("parameter " + (i + 1), parameter, gradient, output, weights));
            }
            return new GradientCheck(name, arrays);
        }
    }

    /** Checks a loss at these outputs. */
    public static GradientCheck of(String name, ScratchLoss loss, NDArray outputs, NDArray targets) {
        try (NDManager manager = outputs.getManager().newSubManager()) {
            LossAndGradient analytic = loss.of(in(manager, outputs), targets);
            Function<NDManager, NDArray> value =
                    m -> loss.of(in(m, outputs), targets).loss();
            return new GradientCheck(name, List.of(compare("x", outputs, analytic.gradient(), value, one(manager))));
        }
    }

    /** Checks the gradients of a net's parameters on the batch x (n, …) with the classes y (n). */
    public static GradientCheck of(String name, ScratchNet net, NDArray x, NDArray y) {
        try (NDManager manager = x.getManager().newSubManager()) {
            LossAndGradients analytic = net.loss(in(manager, x), y);
            Function<NDManager, NDArray> value = m -> net.loss(in(m, x), y).loss();
            List<CheckedArray> arrays = net.parameters().entrySet().stream()
                    .map(parameter -> compare(
                            parameter.getKey(),
                            parameter.getValue(),
                            analytic.gradients().get(parameter.getKey()),
                            value,
                            one(manager)))
                    .toList();
            return new GradientCheck(name, arrays);
        }
    }

    /**
     * Checks a block, initialized in float64, at inputs x: its gradients by autograd. Its random numbers are the same
     * each time; running statistics change as in training.
     */
    public static GradientCheck of(String name, Block block, NDArray x) {
        try (NDManager manager = x.getManager().newSubManager()) {
            Function<NDArray, NDArray> forward = input -> {
                Engine.getInstance().setRandomSeed((int) SEED);
                return block.forward(new ParameterStore(input.getManager(), false), new NDList(input), true)
                        .singletonOrThrow();
            };
            NDArray input = in(manager, x);
            NDArray weights = weights(forward.apply(input).getShape(), manager);
            input.setRequiresGradient(true);
            zeroGradients(block); // autograd adds to what is there
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(forward.apply(input).mul(weights).sum());
            }
            Function<NDManager, NDArray> output = m -> forward.apply(in(m, x));
            List<CheckedArray> arrays = new ArrayList<>();
            arrays.add(compare("x", x, input.getGradient(), output, weights));
            block.getParameters().forEach(parameter -> {
                NDArray array = parameter.getValue().getArray();
                if (array.hasGradient()) {
                    arrays.add(compare(parameter.getKey(), array, array.getGradient(), output, weights));
                }
            });
            zeroGradients(block);
            return new GradientCheck(name, arrays);
        }
    }

    private static void zeroGradients(Block block) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getArray().hasGradient()) {
                try (NDArray gradient = parameter.getArray().getGradient()) {
                    gradient.subi(gradient);
                }
            }
        }
    }

    private static CheckedArray compare(
            String name, NDArray variable, NDArray gradient, Function<NDManager, NDArray> output, NDArray weights) {
        return new CentralDifferences(variable, output, weights).compare(name, gradient);
    }

    private static NDArray weights(Shape shape, NDManager manager) {
        return manager.create(NumpyRandom.seed(SEED).randn((int) shape.size()), shape);
    }

    private static NDArray one(NDManager manager) {
        return manager.ones(new Shape(), DataType.FLOAT64);
    }

    /** A copy that a manager owns, so that it owns what is made of it. */
    private static NDArray in(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }
}
