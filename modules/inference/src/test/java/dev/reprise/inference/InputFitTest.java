package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.images.PixelImage;
import dev.reprise.net.InputPreparation;
import dev.reprise.net.InputPreparation.Background;
import dev.reprise.net.InputPreparation.Placement;
import dev.reprise.net.LayerVocabulary;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Scaling;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFitTest {
    private static final PixelImage DARK = PixelImage.gray(28, 28, square(0, 255));
    private static final PixelImage LIGHT = PixelImage.gray(28, 28, square(255, 0));

    @Test
    void aNetTrainedOnItsOwnPicturesOfDigitsGetsThemWhole() {
        NetDescription net = digits().withPreparation(new InputPreparation(Placement.WHOLE_PICTURE, Background.LIGHT));
        assertThat(InputFit.AUTO.resolveFor(net)).isEqualTo(InputFit.STRETCH);
        assertThat(InputFit.AUTO.prepare(LIGHT, net).pixels()).containsExactly(LIGHT.luma());
    }

    @Test
    void aNetTrainedOnMnistGetsTheInkPlaced() {
        NetDescription net = digits().withPreparation(new InputPreparation(Placement.CENTERED_INK, Background.DARK));
        assertThat(InputFit.AUTO.resolveFor(net)).isEqualTo(InputFit.DRAWING);
    }

    @Test
    void aNetThatRecordsNothingIsTreatedAsInVersion01() {
        assertThat(InputFit.AUTO.resolveFor(digits())).isEqualTo(InputFit.DRAWING);
        assertThat(InputFit.AUTO.prepare(LIGHT, digits()).pixels())
                .containsExactly(InputFit.AUTO.prepare(DARK, digits()).pixels());
    }

    @ParameterizedTest
    @CsvSource({"DARK, true", "LIGHT, false", "MIXED, false"})
    void aPictureOnTheOppositeBackgroundIsInverted(Background trainedOn, boolean inverted) {
        NetDescription net = digits().withPreparation(new InputPreparation(Placement.WHOLE_PICTURE, trainedOn));
        assertThat(InputFit.AUTO.prepare(LIGHT, net).pixels()).containsExactly(inverted ? DARK.luma() : LIGHT.luma());
        assertThat(InputFit.STRETCH.prepare(LIGHT, net).pixels()).containsExactly(LIGHT.luma());
    }

    private static NetDescription digits() {
        return NetDescription.classifier(
                "own",
                "folder:own",
                new Shape(1, 28, 28),
                new Scaling.ZeroToOne(),
                List.of(LayerVocabulary.flatten(), LayerVocabulary.linear(10)),
                SmallNets.DIGITS);
    }

    /** A square in a corner. */
    private static byte[] square(int background, int ink) {
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, (byte) background);
        for (int i = 0; i < 100; i++) {
            pixels[(i / 10 + 2) * 28 + i % 10 + 2] = (byte) ink;
        }
        return pixels;
    }
}
