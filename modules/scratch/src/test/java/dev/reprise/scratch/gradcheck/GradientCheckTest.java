package dev.reprise.scratch.gradcheck;

import static dev.reprise.net.LayerVocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import dev.reprise.net.Net;
import dev.reprise.net.Torch;
import dev.reprise.scratch.layers.Gradients;
import dev.reprise.scratch.layers.Pass;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.scratch.layers.ScratchLayer;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private final NDManager manager = Torch.engine().newBaseManager();
    private final NumpyRandom random = NumpyRandom.seed(1);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aGradientThatIsWrongInOneEntryIsFoundThere() {
        NDArray x = normal(3, 4);
        ScratchLayer square = in -> new Pass(in.square(), gradient -> {
            NDArray wrong = gradient.mul(in).mul(2);
            wrong.set(new NDIndex("1, 2"), 7);
            return new Gradients(() -> wrong, List.of());
        });

        GradientCheck check = GradientCheck.of("square", square, x);

        assertThat(check.passes()).isFalse();
        CheckedArray array = check.arrays().get(0);
        assertThat(array.worst()).containsExactly(1L, 2L);
        assertThat(array.analytic()).isEqualTo(7);
        assertThat(array.wrong()).isEqualTo(1);
        assertThat(array.error()).isEqualTo(check.error()).isGreaterThan(0.1);
    }

    @Test
    void aGradientOffByAMillionthIsWrong() {
        ScratchLayer square = in -> new Pass(
                in.square(), gradient -> new Gradients(() -> gradient.mul(in).mul(2.000002), List.of()));

        assertThat(GradientCheck.of("square", square, normal(3, 4)).passes()).isFalse();
    }

    @Test
    void aGradientThatIsNotANumberIsWrong() {
        ScratchLayer none =
                in -> new Pass(in.square(), gradient -> new Gradients(() -> gradient.mul(Double.NaN), List.of()));

        GradientCheck check = GradientCheck.of("none", none, normal(2, 2));

        assertThat(check.passes()).isFalse();
        assertThat(check.error()).isNaN();
    }

    @Test
    void kinksAreLeftOutAndCounted() {
        NDArray x = manager.create(new double[] {-1, 0, 1e-6, 2, -1e-7, 3});

        CheckedArray array = GradientCheck.of("relu", new ScratchActivation.Relu(), x)
                .arrays()
                .get(0);

        assertThat(array.kinks()).isEqualTo(3);
        assertThat(array.error()).isLessThan(1e-10);
    }

    @Test
    void aCheckThatSawOnlyKinksDoesNotPass() {
        NDArray x = manager.zeros(new Shape(3), DataType.FLOAT64);

        assertThat(GradientCheck.of("relu", new ScratchActivation.Relu(), x).passes())
                .isFalse();
    }

    @Test
    void whatIsCheckedIsLeftAsItWas() {
        NDArray x = normal(3, 4);
        double[] before = x.toDoubleArray();
        int arrays = manager.getManagedArrays().size();

        GradientCheck.of("tanh", new ScratchActivation.Tanh(), x);

        assertThat(x.toDoubleArray()).isEqualTo(before);
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }

    @Test
    void everyNetOfDjlBlocksCanBeChecked() {
        Net net = new Net(
                new Shape(1, 6, 6),
                List.of(
                        conv(2, 3),
                        tanh(),
                        maxPool(2),
                        flatten(),
                        dropout(0.5),
                        linear(5),
                        batchNorm(0.1, 1e-5),
                        relu(),
                        linear(3),
                        logSoftmax()));
        Block block = net.toBlock();
        NDArray x = normal(4, 1, 6, 6);
        block.initialize(manager, DataType.FLOAT64, x.getShape());

        GradientCheck check = GradientCheck.of("net", block, x);

        assertThat(check.arrays()).hasSize(1 + 2 + 2 + 2 + 2);
        assertThat(check.passes()).as("%s", check).isTrue();
        assertThat(GradientCheck.of("net", block, x).passes()).as("once more").isTrue();
    }

    @Test
    void aBlockWhoseGradientIsCutOffIsWrong() {
        Block cut = LambdaBlock.singleton(x -> x.mul(x.stopGradient()));

        assertThat(GradientCheck.of("cut", cut, normal(2, 3)).passes()).isFalse();
    }

    @Test
    void float32IsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of("relu", new ScratchActivation.Relu(), manager.zeros(new Shape(2))))
                .withMessage("gradients are checked in float64, the array is float32");
    }

    private NDArray normal(long... shape) {
        Shape of = new Shape(shape);
        return manager.create(random.randn((int) of.size()), of);
    }
}
