package dev.reprise.scratch.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Torch;
import dev.reprise.scratch.layers.Affine;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.scratch.layers.ScratchLoss;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checks of cs231n's first assignment with its inputs: {@code course.json}, made by {@code course.py} beside it.
 *
 * <p>Errors are rounding, so they agree in their order of magnitude: to a factor of ten.
 */
class CourseTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final JsonNode course = read();
    private final NDManager manager = Torch.engine().newBaseManager();

    @BeforeAll
    static void oneThreadForSmallArrays() {
        Torch.useThreads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void affineForwardAndItsError() {
        Affine affine = new Affine(linspace(-0.2, 0.3, 120, 3), linspace(-0.3, 0.1, 3));

        NDArray output = affine.forward(linspace(-0.1, 0.5, 2, 4, 5, 6)).output();

        assertValues(output, "affineForward");
        double[] printed = {1.49834967, 1.70660132, 1.91485297, 3.25553199, 3.5141327, 3.77273342};
        assertThat(relativeError(output.toDoubleArray(), printed))
                .isCloseTo(course.get("affineForwardError").doubleValue(), within(1e-14));
    }

    @Test
    void affineBackwardHasErrorsOfTheCoursesOrder() {
        NumpyRandom random = NumpyRandom.seed(231);
        NDArray x = normal(random, 10, 2, 3);
        Affine affine = new Affine(normal(random, 6, 5), normal(random, 5));

        GradientCheck check = GradientCheck.of("affine", affine, x, normal(random, 10, 5));

        for (int i = 0; i < 3; i++) {
            assertOrder(
                    check.arrays().get(i).error(),
                    course.get("affineBackwardErrors").get(i).doubleValue());
        }
    }

    @Test
    void reluForwardAndBackward() {
        NumpyRandom random = NumpyRandom.seed(231);
        ScratchActivation relu = new ScratchActivation.Relu();

        assertValues(relu.forward(linspace(-0.5, 0.5, 3, 4)).output(), "reluForward");
        GradientCheck check = GradientCheck.of("relu", relu, normal(random, 10, 10), normal(random, 10, 10));
        assertOrder(check.error(), course.get("reluBackwardError").doubleValue());
    }

    @Test
    void svmLossIs8999602749AndSoftmaxLoss2302545844() {
        NumpyRandom random = NumpyRandom.seed(231);
        NDArray x = normal(random, 50, 10).mul(0.001);
        NDArray y = classes(random.randint(10, 50));

        ScratchLoss svm = new ScratchLoss.MulticlassSvm(1);
        assertThat(svm.of(x, y).loss().getDouble())
                .isCloseTo(8.999602749, within(1e-9))
                .isCloseTo(course.get("svmLoss").doubleValue(), within(1e-13));
        assertOrder(
                GradientCheck.of("svm", svm, x, y).error(),
                course.get("svmError").doubleValue());

        ScratchLoss softmax = new ScratchLoss.SoftmaxCrossEntropy();
        assertThat(softmax.of(x, y).loss().getDouble())
                .isCloseTo(2.302545844, within(1e-9))
                .isCloseTo(course.get("softmaxLoss").doubleValue(), within(1e-13));
        assertOrder(
                GradientCheck.of("softmax", softmax, x, y).error(),
                course.get("softmaxError").doubleValue());
    }

    @Test
    void twoLayerNetHasTheCoursesScoresLossesAndErrors() {
        NDArray x = linspace(-5.5, 4.5, 5, 3).transpose().duplicate();
        NDArray y = classes(0, 5, 1);

        assertValues(net(0).scores(x), "netScores");
        assertThat(net(0).loss(x, y).loss().getDouble())
                .isCloseTo(course.get("netLoss").doubleValue(), within(1e-12));
        assertThat(net(1).loss(x, y).loss().getDouble())
                .isCloseTo(course.get("netLossOfReg1").doubleValue(), within(1e-12));
        for (double regularization : List.of(0.0, 0.7)) {
            JsonNode errors = course.get("netErrorsOfReg" + regularization);
            assertThat(GradientCheck.of("net", net(regularization), x, y).arrays())
                    .hasSize(4)
                    .allSatisfy(array ->
                            assertOrder(array.error(), errors.get(array.name()).doubleValue()));
        }
    }

    private ScratchTwoLayerNet net(double regularization) {
        return new ScratchTwoLayerNet(
                linspace(-0.7, 0.3, 5, 50),
                linspace(-0.1, 0.9, 50),
                linspace(-0.3, 0.4, 50, 7),
                linspace(-0.9, 0.1, 7),
                regularization);
    }

    private static void assertOrder(double error, double courses) {
        assertThat(error).isBetween(courses / 10, courses * 10);
    }

    private void assertValues(NDArray array, String name) {
        assertThat(array.toDoubleArray())
                .usingComparatorWithPrecision(1e-13)
                .containsExactly(JSON.treeToValue(course.get(name), double[].class));
    }

    private static double relativeError(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]) / Math.max(1e-8, Math.abs(a[i]) + Math.abs(b[i])))
                .max()
                .orElseThrow();
    }

    private NDArray linspace(double from, double to, long... shape) {
        Shape of = new Shape(shape);
        int n = (int) of.size();
        double[] values = IntStream.range(0, n)
                .mapToDouble(i -> from + (to - from) / (n - 1) * i)
                .toArray();
        return manager.create(values, of);
    }

    private NDArray normal(NumpyRandom random, long... shape) {
        Shape of = new Shape(shape);
        return manager.create(random.randn((int) of.size()), of);
    }

    private NDArray classes(int... classes) {
        return manager.create(IntStream.of(classes).asLongStream().toArray());
    }

    private static JsonNode read() {
        try (InputStream in = CourseTest.class.getResourceAsStream("course.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
