package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.data.formats.ImageFolder;
import dev.reprise.data.formats.ImageFolder.LabeledFile;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.Prediction;
import dev.reprise.results.Predictions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A user's own pictures, a subfolder for each class: all are measured, of any size and color, prepared as {@code predict}
 * does.
 *
 * @param problem takes a line for each picture that cannot be read
 */
record PictureFolder(String name, ImageFolder.LabeledFiles labeled, InputFit fit, Consumer<String> problem) {
    private static final int CHUNK = 500; // pictures decoded before they go through the net: bounds memory

    /** Throws {@link DataException} for a picture of a class that the net does not have. */
    static PictureFolder of(
            String name, ImageFolder folder, List<String> classes, InputFit fit, Consumer<String> problem) {
        ImageFolder.LabeledFiles labeled = folder.labeled();
        labeled.files().stream()
                .filter(picture -> !classes.contains(picture.className()))
                .findFirst()
                .ifPresent(picture -> {
                    throw new DataException("%s: is of class %s, the net has the classes %s"
                            .formatted(picture.file(), picture.className(), String.join(", ", classes)));
                });
        labeled.notes().forEach(note -> problem.accept("warning: " + note));
        return new PictureFolder(name, labeled, fit, problem);
    }

    /** A picture that was read, the number of its class, and what the net says. */
    private record Measured(Path file, int label, Prediction prediction) {}

    /** Classifies the pictures; those that are wrong are shown to {@code wrong} with their inputs. */
    EvaluationReport evaluate(Classifier classifier, RejectOption reject, Optional<WrongPictures> wrong) {
        reject.require(classifier);
        List<Measured> measured = new ArrayList<>();
        for (int from = 0; from < labeled.files().size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, labeled.files().size());
            measured.addAll(measure(classifier, reject, wrong, labeled.files().subList(from, to)));
        }
        if (measured.isEmpty()) {
            throw new DataException(name + ": none of the " + labeled.files().size() + " files could be read");
        }
        List<String> classes = classifier.description().classes();
        List<Prediction> predictions =
                measured.stream().map(Measured::prediction).toList();
        Predictions all = Predictions.of(
                measured.stream().mapToInt(Measured::label).toArray(),
                predictions.stream().map(Prediction::toArray).toList(),
                classes.size());
        String how = fit.resolveFor(classifier.description()).name().toLowerCase(Locale.ROOT);
        return EvaluationReport.of(
                name,
                false,
                Optional.of(how),
                classes,
                all,
                i -> measured.get(i).file.toString(),
                reject.share().map(share -> EvaluationReport.Rejection.of(all, predictions)));
    }

    private List<Measured> measure(
            Classifier classifier, RejectOption reject, Optional<WrongPictures> wrong, List<LabeledFile> files) {
        List<PreparedImage> prepared = files.parallelStream()
                .map(picture -> PreparedImage.read(
                        classifier, picture.file(), (net, image) -> List.of(net.prepare(image, fit))))
                .toList();
        prepared.stream().filter(image -> !image.isReadable()).forEach(image -> problem.accept(image.problem()));
        List<Prediction> predictions = reject.classify(
                classifier,
                prepared.stream().flatMap(image -> image.inputs().stream()).toList());
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            PreparedImage image = prepared.get(i);
            if (image.isReadable()) {
                Prediction prediction = predictions.get(measured.size());
                String label = files.get(i).className();
                if (!prediction.className().equals(label)) {
                    wrong.ifPresent(pictures -> pictures.save(
                            image.file(),
                            label,
                            prediction.className(),
                            image.inputs().get(0)));
                }
                measured.add(new Measured(
                        image.file(), classifier.description().classes().indexOf(label), prediction));
            }
        }
        return measured;
    }
}
