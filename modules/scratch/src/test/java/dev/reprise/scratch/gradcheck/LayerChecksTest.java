package dev.reprise.scratch.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerChecksTest {
    @Test
    void everyGradientIsWithinOneTenMillionthAndNothingIsLeftOut() {
        assertThat(LayerChecks.all(231, Device.cpu())).allSatisfy(check -> {
            assertThat(check.error()).as("%s", check).isLessThan(GradientCheck.TOLERANCE);
            assertThat(check.passes()).isTrue();
            assertThat(check.arrays()).allMatch(array -> array.kinks() == 0);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 13})
    void everyGradientIsRightAtOtherNumbersToo(long seed) {
        assertThat(LayerChecks.all(seed, Device.cpu()))
                .allSatisfy(check -> assertThat(check.passes()).as("%s", check).isTrue());
    }

    @Test
    void theTwoChecksThatNpnetPrintsComeFirst() {
        List<GradientCheck> checks = LayerChecks.all(231, Device.cpu());

        assertThat(checks.get(0).arrays().get(0).shape()).hasToString("(20, 20)");
        assertThat(checks.get(1).arrays())
                .extracting(array -> array.shape().toString())
                .containsExactly("(30, 20)", "(20, 10)", "(10)", "(10, 5)", "(5)");
    }
}
