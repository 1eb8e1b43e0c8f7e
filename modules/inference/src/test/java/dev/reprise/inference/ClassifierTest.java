package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    @TempDir
    private Path temp;

    @Test
    void namesTheClassWithItsProbability() {
        try (Classifier classifier = Classifier.open(SmallNets.colors(temp), "cpu")) {
            Prediction prediction = classifier.classify(picture(TestImages.filled(50, 20, Color.GREEN)));
            double green = Math.exp(4) / (Math.exp(4) + 2); // softmax of (0, 4, 0)
            assertThat(prediction.best().name()).isEqualTo("green");
            assertThat((double) prediction.best().probability()).isCloseTo(green, within(1e-6));
            assertThat(prediction.probabilities().keySet()).containsExactly("red", "green", "blue");
            assertThat(prediction.top(2))
                    .extracting(Prediction.ClassProbability::name)
                    .containsExactly("green", "red");
            assertThat(prediction.top(99)).hasSize(3);
        }
    }

    @Test
    void aNetNotTrainedOnDigitsGetsTheWholePicture() {
        BufferedImage image = TestImages.filled(100, 60, Color.BLACK);
        image.createGraphics().fillRect(50, 30, 50, 30); // white
        try (Classifier classifier = Classifier.open(SmallNets.corners(temp), Device.cpu())) {
            assertThat(classifier.classify(picture(image)).best().name()).isEqualTo("bottom, \"right\"");
            byte[] pixels = classifier.prepare(picture(image), InputFit.AUTO).pixels();
            assertThat(pixels).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, -1, -1);
        }
    }

    @Test
    void aNetTrainedOnDigitsGetsPlacedDrawingsByDefault() {
        PixelImage seven = picture(TestImages.seven(200, 150, 20, 30, Color.BLACK, Color.WHITE));
        try (Classifier classifier = Classifier.open(SmallNets.digits(temp), "cpu")) {
            assertThat(classifier.prepare(seven, InputFit.AUTO).pixels())
                    .containsExactly(Drawing.place(seven).pixels());
            assertThat(classifier.prepare(seven, InputFit.STRETCH).pixels())
                    .containsExactly(seven.toShape(new Shape(1, 28, 28)));
        }
    }

    @Test
    void refusesTheDrawingFitForAnotherInputShape() {
        try (Classifier classifier = Classifier.open(SmallNets.colors(temp), "cpu")) {
            PixelImage green = picture(TestImages.filled(5, 5, Color.GREEN));
            assertThatExceptionOfType(NetException.class)
                    .isThrownBy(() -> classifier.prepare(green, InputFit.DRAWING))
                    .withMessage(
                            "the fit 'drawing' makes inputs (1, 28, 28), but colors takes (3, 1, 1): use 'stretch'");
        }
    }

    @Test
    void imagesOfMnistGiveWhatTheNetGivesForTheirPixels() {
        Path run = SmallNets.digits(temp);
        List<PixelImage> pictures = IntStream.range(0, 20)
                .mapToObj(seed -> picture(TestImages.asInMnist(seed)))
                .toList();
        try (Classifier classifier = Classifier.open(run, "cpu");
                LoadedNet net = SavedNet.open(run).load(Device.cpu())) {
            List<float[]> expected = net.imageProbabilities(
                    pictures.stream().map(PixelImage::luma).toList());
            List<Prediction> predictions = classifier.classify(pictures);
            for (int i = 0; i < 20; i++) {
                assertThat(predictions.get(i))
                        .isEqualTo(Prediction.of(SmallNets.DIGITS, expected.get(i), Optional.empty()));
            }
        }
    }

    @Test
    void eightThreadsGetTheSamePredictionsAsOne() throws Exception {
        List<PixelImage> pictures = IntStream.range(0, 200)
                .mapToObj(seed -> picture(TestImages.asInMnist(seed)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Classifier classifier = Classifier.open(SmallNets.digits(temp), "cpu")) {
            List<Prediction> alone = pictures.stream().map(classifier::classify).toList();
            List<Future<List<Prediction>>> together = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(
                            () -> pictures.stream().map(classifier::classify).toList()))
                    .toList();
            for (Future<List<Prediction>> one : together) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void noPicturesGiveNoPredictions() {
        try (Classifier classifier = Classifier.open(SmallNets.digits(temp), "cpu")) {
            assertThat(classifier.classify(List.of())).isEmpty();
        }
    }

    @Test
    void evaluatesALabeledSetAsIs() {
        byte[] pixels = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, 0, 0}; // red, green, blue, red
        ImageSet set = new ImageSet("invented", new Shape(3, 1, 1), SmallNets.COLORS, pixels, new int[] {0, 1, 2, 1});
        try (Classifier classifier = Classifier.open(SmallNets.colors(temp), "cpu")) {
            assertThat(classifier.evaluate(set).accuracy()).isEqualTo(0.75);
            assertThat(classifier.evaluate(set).counts().get(1).get(0)).isEqualTo(1);
        }
    }

    @Test
    void refusesALabeledSetWithOtherClasses() {
        ImageSet set = new ImageSet("pets", new Shape(3, 1, 1), List.of("cat", "dog"), new byte[3], new int[1]);
        try (Classifier classifier = Classifier.open(SmallNets.colors(temp), "cpu")) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> classifier.evaluate(set))
                    .withMessage("colors has classes [red, green, blue], the images of pets have [cat, dog]");
        }
    }

    @Test
    void refusesANetThatPredictsNumbers() {
        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> Classifier.open(SmallNets.regression(temp), "cpu"))
                .withMessageContaining("line predicts numbers");
    }

    @Test
    void refusesANetForRows() {
        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> Classifier.open(SmallNets.rows(temp), "cpu"))
                .withMessageContaining("rows has input (4); expected a net that classifies images");
    }

    @Test
    void refusesAnUnknownDevice() {
        Path run = SmallNets.colors(temp);
        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> Classifier.open(run, "tpu"))
                .withMessage("device: expected auto, cpu, gpu or gpu1 …, got 'tpu'");
        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> Classifier.open(run, "gpu999"))
                .withMessageContaining("device gpu999: ");
    }

    @Test
    void aClosedClassifierThrows() {
        Classifier classifier = Classifier.open(SmallNets.colors(temp), "cpu");
        classifier.close();
        classifier.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> classifier.classify(picture(TestImages.filled(1, 1, Color.RED))))
                .withMessage("the classifier is closed");
    }

    private static PixelImage picture(BufferedImage image) {
        return Images.read("made", TestImages.encoded(image, "png"));
    }
}
