package dev.reprise.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.SetStatistics;
import dev.reprise.testkit.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealData
class PublishedSetsTest {
    @Test
    void mnistIsWhatItsTextsSay() {
        LoadedData<ImageSet> mnist = load("mnist");
        assertThat(mnist.train().inputShape()).isEqualTo(new Shape(1, 28, 28));
        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.train().rows(0, 10).labels()).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        SetStatistics.Channel pixels =
                SetStatistics.of(mnist.train()).channels().get(0);
        assertThat(pixels.mean()).isCloseTo(0.1307, within(5e-5));
        assertThat(pixels.standardDeviation()).isCloseTo(0.3081, within(5e-5));
    }

    @Test
    void fashionMnistIsWhatItsTextsSay() {
        LoadedData<ImageSet> fashion = load("fashion-mnist");
        assertThat(Arrays.stream(fashion.train().classCounts())).containsOnly(6_000);
        assertThat(Arrays.stream(fashion.test().classCounts())).containsOnly(1_000);
        assertThat(fashion.train().classes().get(fashion.train().label(0))).isEqualTo("Ankle boot");
    }

    @Test
    void cifar10IsWhatItsTextsSay() {
        LoadedData<ImageSet> cifar = load("cifar-10");
        assertThat(cifar.train().inputShape()).isEqualTo(new Shape(3, 32, 32));
        assertThat(Arrays.stream(cifar.train().classCounts())).containsOnly(5_000);
        assertThat(Arrays.stream(cifar.test().classCounts())).containsOnly(1_000);
        assertThat(cifar.train().classes().get(cifar.train().label(0))).isEqualTo("frog");
        assertThat(SetStatistics.of(cifar.train()).channels())
                .extracting(SetStatistics.Channel::mean)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 5e-5 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(0.4914, 0.4822, 0.4465);
    }

    @Test
    void aSetUnderAnothersNameIsRefused(@TempDir Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve("mnist"), Path.of(System.getenv("REPRISE_DATA"), "fashion-mnist"));

        assertThatThrownBy(() -> Datasets.of(Optional.of(folder)).load("mnist", 0))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "the files under the name mnist are those of fashion-mnist by their SHA-256: rename their folder"
                                + " to fashion-mnist");
    }

    private static LoadedData<ImageSet> load(String name) {
        LoadedData<ImageSet> loaded =
                Datasets.of(Optional.of(Path.of(System.getenv("REPRISE_DATA")))).load(name, 0);
        assertThat(loaded.warnings()).isEmpty(); // the hashes are the published ones
        assertThat(loaded.origin()).isEqualTo(LoadedData.Origin.FOLDER);
        return loaded;
    }
}
