package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.reprise.data.images.Images;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/serving.md. */
class StockDjlTest {
    @TempDir
    private Path folder;

    @Test
    void stockDjlPredictsTheSameAsTheClassifier()
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Path run = SmallNets.digits(folder);
        Path file = TestImages.write(folder.resolve("digit.png"), TestImages.asInMnist(1));

        Classifications stock = classify(run.resolve("model"), file);

        try (Classifier classifier = Classifier.open(run, "cpu")) {
            Prediction ours = classifier.classify(Images.read(file));
            assertThat(stock.best().getClassName()).isEqualTo(ours.best().name());
            assertThat(stock.best().getProbability()).isCloseTo(ours.best().probability(), within(1e-5));
        }
    }

    @Test
    void stockDjlPreparesPicturesAsTheClassifierDoes()
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Path run = TrainedNet.syntheticDigits();
        Path file = TestImages.write(
                folder.resolve("seven.png"), TestImages.seven(300, 260, 20, 30, Color.DARK_GRAY, Color.WHITE));

        Classifications stock = classify(run.resolve("model"), file);

        try (Classifier classifier = Classifier.open(run, "cpu")) {
            Prediction ours = classifier.classify(Images.read(file));
            assertThat(ours.best().name()).isEqualTo("7");
            assertThat(stock.best().getClassName()).isEqualTo("7");
            assertThat(stock.best().getProbability()).isCloseTo(ours.best().probability(), within(1e-5));
        }
    }

    @Test
    void theDocumentShowsTheseLines() throws IOException {
        String document = Files.readString(Path.of("../../docs/serving.md"));
        String shown =
                document.substring(document.indexOf("```java\n") + 8, document.indexOf("```\n\n<!-- StockDjlTest"));

        assertThat(Files.readString(Path.of("src/test/java/dev/reprise/inference/StockDjlTest.java"))
                        .replaceAll("\\s+", " "))
                .contains(shown.strip().replaceAll("\\s+", " "));
    }

    private static Classifications classify(Path model, Path file)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelPath(model)
                .build();
        try (ZooModel<Image, Classifications> net = criteria.loadModel();
                Predictor<Image, Classifications> predictor = net.newPredictor()) {
            return predictor.predict(ImageFactory.getInstance().fromFile(file));
        }
    }
}
