import dev.reprise.data.images.Images;
import dev.reprise.inference.Classifier;
import dev.reprise.results.store.RunStore;
import java.nio.file.Path;

/** Reads a digit with a trained net. Arguments: an experiment, whose newest net in runs/ is taken, or a run folder; then an image file. */
class Seven {
    public static void main(String[] arguments) {
        Path run = new RunStore(Path.of("runs")).findNet(arguments[0]);
        try (Classifier classifier = Classifier.open(run, "cpu")) {
            System.out.println(classifier.classify(Images.read(Path.of(arguments[1]))).best());
        }
    }
}
