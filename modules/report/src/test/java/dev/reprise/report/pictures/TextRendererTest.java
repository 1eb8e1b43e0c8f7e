package dev.reprise.report.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class TextRendererTest {
    @Test
    void whatNoFontCanDrawIsReplacedAndNeverDrawnAsBoxes() {
        String unassigned = "\u0378"; // no letter has this number
        assertThat(TextRenderer.drawable(unassigned, "class 3")).isEqualTo("class 3");
        assertThat(TextRenderer.drawable("Ankle boot", "class 9")).isEqualTo("Ankle boot");
    }

    @Test
    void chineseIsDrawnWhereAFontHasItElseReplaced() {
        String shown = TextRenderer.drawable("多层感知机", "class 0");
        assertThat(TextRenderer.fontFor(shown, Font.PLAIN, 13).canDisplayUpTo(shown))
                .isEqualTo(-1);
    }
}
