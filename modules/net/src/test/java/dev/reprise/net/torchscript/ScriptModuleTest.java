package dev.reprise.net.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray three = manager.create(3f);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void computesAGradient() {
        ScriptModule module = load("""
                    w = torch.requires_grad_(torch.detach(x), True)
                    gradients = torch.autograd.grad([torch.square(w)], [w])
                    return unchecked_cast(Tensor, gradients[0])
                """);

        assertThat(module.callWithGradients("of", manager, new NDList(three))
                        .singletonOrThrow()
                        .getFloat())
                .isEqualTo(6);
        assertThat(JniUtils.isGradMode()).isFalse();
    }

    @Test
    void numbersInTheTextAreExact() {
        for (double number : new double[] {1 / 3.0, -1e-300, Double.MIN_VALUE, 1e22, 0}) {
            ScriptModule module = load("    return torch.full([], %s, dtype=7)%n".formatted(ScriptText.number(number)));

            assertThat(module.call("of", manager, new NDList(three))
                            .singletonOrThrow()
                            .getDouble())
                    .isEqualTo(number);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptText.number(Double.NaN))
                .withMessage("a number in a program must be finite, is NaN");
    }

    @Test
    void divisionOfWholeNumbersIsTrueDivision() {
        ScriptModule module = load("    return torch.div(torch.full([], 7, dtype=4), 2)\n");

        assertThat(module.call("of", manager, new NDList(three))
                        .singletonOrThrow()
                        .getFloat())
                .isEqualTo(3.5f);
    }

    @Test
    void whatDoesNotCompileIsNamedWithItsLine() {
        assertThatThrownBy(() -> load("    return torch.rellu(x)\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("torch.rellu(x)");
    }

    @Test
    void whatFailsIsNamedWithItsLineAndGradientsAreOffAgain() {
        ScriptModule module = load("    return torch.matmul(x, torch.ones([2, 2]))\n");

        assertThatThrownBy(() -> module.callWithGradients("of", manager, new NDList(three)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("torch.matmul(x");
        assertThat(JniUtils.isGradMode()).isFalse();
    }

    @Test
    void aThousandCallsLeaveNoArrayBehind() {
        ScriptModule module = load("    return torch.relu(x)\n");
        int before = manager.getManagedArrays().size();

        for (int i = 0; i < 1000; i++) {
            try (NDManager results = manager.newSubManager()) {
                module.call("of", results, new NDList(three));
            }
        }

        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    private ScriptModule load(String statements) {
        return ScriptModule.load("  def of(self, x: Tensor) -> Tensor:\n" + statements, manager);
    }
}
