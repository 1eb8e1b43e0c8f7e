package dev.reprise.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.DataException;
import dev.reprise.data.LoadedData;
import dev.reprise.data.RowSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetSpecTest {
    private static final DatasetSpec.Polynomial CUBIC =
            new DatasetSpec.Polynomial(4, List.of(5.0, 1.2, -3.4, 5.6), 0, 3, 2);
    private static final Datasets NONE = Datasets.of(Optional.empty());

    @Test
    void aPolynomialIsThatOfItsWeights() {
        LoadedData<RowSet> loaded = CUBIC.load(NONE, 1);
        assertThat(loaded.train().size()).isEqualTo(3);
        assertThat(loaded.test().size()).isEqualTo(2);
        float x = loaded.test().x(1)[1];
        assertThat(loaded.test().x(1)).containsExactly(new float[] {1, x, x * x / 2, x * x * x / 6}, within(1e-5f));
        double y = 5 + 1.2 * x - 3.4 * x * x / 2 + 5.6 * x * x * x / 6;
        assertThat(loaded.test().y(1)).isCloseTo((float) y, within(1e-4f));
    }

    @Test
    void theRowsAreTheSameForEveryNumberOfFeatures() {
        RowSet few = CUBIC.withFeatures(2).load(NONE, 1).train();
        RowSet many = CUBIC.withFeatures(20).load(NONE, 1).train();
        assertThat(few.x(2)[1]).isEqualTo(many.x(2)[1]);
        assertThat(few.y(2)).isEqualTo(many.y(2));
    }

    @Test
    void aNoisyPlaneHasOneWeightForAllFeatures() {
        RowSet rows =
                new DatasetSpec.NoisyPlane(2, 0.5, 3, 0, 1, 1).load(NONE, 1).train();
        assertThat(rows.y(0)).isCloseTo(3 + 0.5f * (rows.x(0)[0] + rows.x(0)[1]), within(1e-5f));
    }

    @Test
    void aSeedDrawsTheSameRowsAndItsNeighborOthers() {
        assertThat(CUBIC.load(NONE, 1).train().x(0))
                .isEqualTo(CUBIC.load(NONE, 1).train().x(0));
        RowSet neighbor = CUBIC.load(NONE, 2).train();
        for (int i = 0; i < 3; i++) {
            assertThat(neighbor.x(i)[1])
                    .isNotIn(
                            CUBIC.load(NONE, 1).train().x(0)[1],
                            CUBIC.load(NONE, 1).train().x(1)[1]);
        }
    }

    @Test
    void rowsWithoutFeaturesAreRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CUBIC.withFeatures(0))
                .withMessage(
                        "drawn rows need at least 1 feature, 1 training row and 1 test row, got 0 features, 3 and 2"
                                + " rows");
    }
}
