package dev.reprise.net;

import static dev.reprise.net.LayerVocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import dev.reprise.testkit.KnownNets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetTest {
    private static final Shape MNIST = new Shape(1, 28, 28);

    static Net convNet() {
        return Net.parse(KnownNets.CONV_NET);
    }

    @Test
    void countsTheParametersThatTheTextsPrint() {
        assertThat(convNet().parameterCount()).isEqualTo(1_199_882);
        assertThat(new Net(MNIST, List.of(flatten(), linear(256), dropout(0.2), linear(10))).parameterCount())
                .isEqualTo(203_530);
    }

    @Test
    void worksOutShapesAndMultiplyAdds() {
        List<Net.Step> steps = convNet().steps();
        assertThat(steps.get(6).output()).isEqualTo(new Shape(9216));
        // 320·26² + 18,496·24² + 1,179,776 + 1,290
        assertThat(steps.stream().mapToLong(Net.Step::multiplyAdds).sum()).isEqualTo(12_051_082);
        assertThat(convNet().parameterShapes())
                .containsEntry("1.conv.weight", new Shape(32, 1, 3, 3))
                .containsEntry("11.linear.bias", new Shape(10))
                .hasSize(8);
    }

    @Test
    void readsBackEqualFromItsText() {
        assertThat(Net.parse(convNet().toString())).isEqualTo(convNet());
    }

    @Test
    void tellsWhatItsOutputMeans() {
        assertThat(Output.ofLast(convNet().layers())).isEqualTo(Output.LOG_PROBABILITIES);
        assertThat(Output.ofLast(List.of(linear(2)))).isEqualTo(Output.LOGITS);
    }

    @Test
    void takesAnotherNumberOfClasses() {
        assertThat(Net.withClasses(List.of(linear(30), relu(), linear(10)), 3))
                .containsExactly(linear(30), relu(), linear(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(1, 28, 28) | linear units=10 bias=true; layer 1 (linear units=10 bias=true) does not fit: needs a row of features, gets (1, 28, 28): add flatten() before it",
                "(784) | conv filters=2 kernel=3 stride=1 padding=0; needs (channels, height, width), gets (784)",
                "(1, 4, 4) | relu | max-pool size=5 stride=5; layer 2 (max-pool size=5 stride=5) does not fit: a window of 5 is larger than the input (1, 4, 4)",
                "(4) | dropout rate=1.5; dropout rate must be in [0, 1], is 1.5",
                "(4) | linear units=0 bias=true; units must be at least 1, is 0",
                "(4) | linear units=3; Missing",
                "(4) | linear units=three bias=true; units",
                "(4) | attention heads=8; attention",
                "(4) | linear units=3 units=4 bias=true; expected name=value once each",
                "(4) | relu slope=1; slope",
                "(0) | relu; sizes above 0",
                "28x28 | relu; expected the shape of one input, such as (1, 28, 28), got '28x28'",
                "(4); at least one layer",
            })
    void saysWhatDoesNotFit(String text, String message) {
        assertThatThrownBy(() -> Net.parse(text))
                .isInstanceOf(NetException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }
}
