package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.images.Images;
import dev.reprise.testkit.RealData;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code --reject 0.02} rejects with the net of conv-net after its one epoch. */
@RealData
class RejectTest {
    @Test
    void mostOfWhatIsNoDigitIsRejectedAndHardlyAnyDigit() {
        Path run = TrainedNet.mnist(Path.of(System.getenv("REPRISE_DATA")));
        try (Classifier classifier = Classifier.open(run, "cpu")) {
            long odd = rejected(
                    classifier,
                    OddShapes.all().stream()
                            .map(image -> TestImages.encoded(image, "png"))
                            .toList());
            long digits = rejected(
                    classifier,
                    IntStream.range(0, 100)
                            .mapToObj(i -> TestImages.encoded(
                                    StrokeFont.row(Integer.toString(i % 10), 110 + i, Color.BLACK, Color.WHITE), "png"))
                            .toList());
            System.out.printf("rejected %d of 200 letters, signs and scribbles, %d of 100 drawn digits%n", odd, digits);
            assertThat(odd).isGreaterThanOrEqualTo(160);
            assertThat(digits).isLessThan(6);
        }
    }

    private static long rejected(Classifier classifier, List<byte[]> files) {
        List<NetInput> inputs = files.stream()
                .map(file -> classifier.prepare(Images.read("drawn", file), InputFit.AUTO))
                .toList();
        return classifier.classifyInputs(inputs, 0.02).stream()
                .filter(Prediction::isUnsure)
                .count();
    }
}
