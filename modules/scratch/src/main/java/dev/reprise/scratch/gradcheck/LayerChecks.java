package dev.reprise.scratch.gradcheck;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Torch;
import dev.reprise.scratch.layers.Affine;
import dev.reprise.scratch.layers.BatchNorm;
import dev.reprise.scratch.layers.Conv;
import dev.reprise.scratch.layers.Dropout;
import dev.reprise.scratch.layers.MaxPool;
import dev.reprise.scratch.layers.Maxout;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.scratch.layers.ScratchLayer;
import dev.reprise.scratch.layers.ScratchLoss;
import dev.reprise.scratch.layers.Sequential;
import dev.reprise.scratch.nets.LayeredNet;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.ArrayList;
import java.util.List;

/** The gradients of all layers, losses and nets, checked at numbers that NumPy's generator draws: one table. */
public final class LayerChecks {
    private final NDManager manager;
    private final NumpyRandom random;
    private final List<GradientCheck> checks = new ArrayList<>();

    private LayerChecks(NDManager manager, NumpyRandom random) {
        this.manager = manager;
        this.random = random;
    }

    /** Runs all checks; the two that npnet prints come first. */
    public static List<GradientCheck> all(long seed, Device device) {
        Torch.useThreads(1); // small arrays
        try (NDManager manager = Torch.engine().newBaseManager(device)) {
            LayerChecks table = new LayerChecks(manager, NumpyRandom.seed(seed));
            table.npnet();
            table.layers();
            table.losses();
            table.nets();
            return List.copyOf(table.checks);
        }
    }

    private void npnet() {
        ScratchLayer relu = new ScratchActivation.Relu();
        check("npnet: ReLU", relu, normal(20, 20));
        Sequential net = Sequential.of(affine(20, 10), relu, affine(10, 5), relu);
        check("npnet: Linear, ReLU, Linear, ReLU", net, normal(30, 20));
    }

    private void layers() {
        check("affine", affine(6, 5), normal(10, 2, 3));
        check("relu", new ScratchActivation.Relu(), normal(4, 5));
        check("leaky-relu", new ScratchActivation.LeakyRelu(0.01), normal(4, 5));
        check("sigmoid", new ScratchActivation.Sigmoid(), normal(4, 5));
        check("tanh", new ScratchActivation.Tanh(), normal(4, 5));
        check("elu", new ScratchActivation.Elu(1), normal(4, 5));
        check("maxout", new Maxout(normal(4, 6), normal(6), 2), normal(5, 4));
        NDArray mask = manager.create(random.uniform(0, 1, 20), new Shape(4, 5)).gte(0.5);
        check("dropout", new Dropout(0.5, x -> mask), normal(4, 5));
        BatchNorm rows = batchNorm(4);
        check("batch-norm", rows, normal(6, 4));
        checks.add(GradientCheck.ofEvaluation("batch-norm, evaluation", rows, normal(6, 4)));
        check("batch-norm of images", batchNorm(2), normal(3, 2, 3, 3));
        check("conv", new Conv(normal(3, 2, 3, 3), normal(3), 1, 0), normal(2, 2, 5, 5));
        check("conv, stride 2, padding 1", new Conv(normal(3, 2, 3, 3), normal(3), 2, 1), normal(2, 2, 5, 5));
        check("max-pool", new MaxPool(2, 2), normal(2, 2, 4, 4));
    }

    private void losses() {
        NDArray classes = classes(8, 5);
        checks.add(GradientCheck.of(
                "softmax cross-entropy", new ScratchLoss.SoftmaxCrossEntropy(), normal(8, 5), classes));
        checks.add(GradientCheck.of("multiclass SVM", new ScratchLoss.MulticlassSvm(1), normal(8, 5), classes));
        checks.add(GradientCheck.of("squared error", new ScratchLoss.SquaredError(), normal(8, 5), normal(8, 5)));
    }

    private void nets() {
        for (double regularization : List.of(0.0, 0.7)) {
            ScratchTwoLayerNet net = new ScratchTwoLayerNet(
                    normal(6, 8).mul(0.5), normal(8), normal(8, 4).mul(0.5), normal(4), regularization);
            checks.add(GradientCheck.of(
                    "two-layer net, regularization " + regularization, net, normal(5, 6), classes(5, 4)));
        }
        LayeredNet layered = LayeredNet.drawn(
                List.of(
                        new LayeredNet.Spec(6, 8, "relu"),
                        new LayeredNet.Spec(8, 5, "sigmoid"),
                        new LayeredNet.Spec(5, 4, "softmax")),
                1,
                random,
                manager);
        checks.add(GradientCheck.of("layered net, relu, sigmoid, softmax", layered, normal(5, 6), classes(5, 4)));
    }

    private void check(String name, ScratchLayer layer, NDArray x) {
        checks.add(GradientCheck.of(name, layer, x));
    }

    private Affine affine(long inputs, long outputs) {
        return new Affine(normal(inputs, outputs), normal(outputs));
    }

    private BatchNorm batchNorm(long channels) {
        return new BatchNorm(
                normal(channels),
                normal(channels),
                normal(channels),
                normal(channels).square().add(0.5),
                0.1,
                1e-5);
    }

    private NDArray normal(long... shape) {
        Shape of = new Shape(shape);
        return manager.create(random.randn((int) of.size()), of);
    }

    private NDArray classes(int n, int classes) {
        return manager.create(random.randint(classes, n)).toType(DataType.INT64, false);
    }
}
