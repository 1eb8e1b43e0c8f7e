package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.data.catalog.Datasets;
import dev.reprise.data.images.Images;
import dev.reprise.net.SavedNet;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledNetTest {
    @TempDir
    private Path temp;

    @Test
    void readsDigitsWhereNothingWasTrained() {
        Path folder = BundledNet.orRun(new RunStore(temp), "digits");
        assertThat(BundledNet.is(folder)).isTrue();
        assertThat(BundledNet.orRun(new RunStore(temp), "digits")).isEqualTo(folder);
        try (Classifier net = Classifier.open(folder, "cpu")) {
            assertThat(net.classify(Images.read(Path.of("../../docs/seven.png")))
                            .className())
                    .isEqualTo("7");
        }
    }

    @Test
    void aRunOfTheSameNameGoesBefore() {
        Path run = SmallNets.digits(temp.resolve("digits"));
        Path found = BundledNet.orRun(new RunStore(temp), "digits");
        assertThat(found).isEqualTo(run);
        assertThat(BundledNet.is(found)).isFalse();
    }

    @Test
    void anotherNameIsStillMissing() {
        RunStore store = new RunStore(temp);
        assertThatThrownBy(() -> BundledNet.orRun(store, "conv-net")).isInstanceOf(RunException.class);
    }

    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.list(BundledNet.orRun(new RunStore(temp), "digits"))) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(300_000);
        }
    }

    @RealData
    @Test
    void isAsGoodAsItsCardSays() throws IOException {
        Path folder = BundledNet.orRun(new RunStore(temp), "digits");
        try (Classifier net = Classifier.load(SavedNet.open(folder), ai.djl.Device.cpu())) {
            double accuracy = net.evaluate(Datasets.of(Optional.of(Path.of(System.getenv("REPRISE_DATA"))))
                            .load("mnist", 1)
                            .test())
                    .accuracy();
            assertThat(Files.readString(folder.resolve("MODEL.md")))
                    .contains("%,d of 10,000 test examples are right".formatted(Math.round(10_000 * accuracy)));
        }
    }
}
