package dev.reprise.report.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import org.junit.jupiter.api.Test;

class LetteringTest {
    @Test
    void whatNoFontCanDrawIsReplacedAndNeverDrawnAsBoxes() {
        String unassigned = "\u0378"; // no letter has this number
        assertThat(Lettering.drawable(unassigned, "class 3")).isEqualTo("class 3");
        assertThat(Lettering.drawable("Ankle boot", "class 9")).isEqualTo("Ankle boot");
    }

    @Test
    void chineseIsDrawnWhereAFontHasItElseReplaced() {
        String shown = Lettering.drawable("多层感知机", "class 0");
        assertThat(Lettering.fontFor(shown, Font.PLAIN, 13).canDisplayUpTo(shown))
                .isEqualTo(-1);
    }
}
