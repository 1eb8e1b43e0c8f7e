import dev.reprise.data.images.Images;
import dev.reprise.inference.Classifier;
import java.nio.file.Path;

/** Reads a digit with a trained net. Arguments: a run folder, then an image file. */
class Seven {
    public static void main(String[] arguments) {
        try (Classifier classifier = Classifier.open(Path.of(arguments[0]), "cpu")) {
            System.out.println(classifier.classify(Images.read(Path.of(arguments[1]))).best());
        }
    }
}
