import dev.reprise.data.Images;
import dev.reprise.inference.Classifier;
import java.nio.file.Path;

/** A program of one's own that reads a digit: the folder of a run, then a picture. */
class Seven {
    public static void main(String[] arguments) {
        try (Classifier classifier = Classifier.open(Path.of(arguments[0]), "cpu")) {
            System.out.println(classifier.classify(Images.read(Path.of(arguments[1]))).best());
        }
    }
}
