package dev.reprise.inference.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.data.ImageSet;
import dev.reprise.files.Printable;
import dev.reprise.inference.Prediction;
import dev.reprise.results.AccuracyInterval;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.Predictions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How well a net classified a labeled set: the output of {@code evaluate --json}, named as in a run's {@code result.json}.
 *
 * @param fit how pictures became inputs; absent for a set whose images are inputs
 * @param images how many were classified
 * @param interval of the accuracy
 * @param wrong those classified wrong, in the order of the set
 * @param rejection with {@code --reject}: what came of it
 */
record EvaluationReport(
        String dataset,
        boolean synthetic,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> fit,
        int images,
        double accuracy,
        AccuracyInterval interval,
        List<ClassScores> perClass,
        ConfusionMatrix confusion,
        List<Wrong> wrong,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Rejection> rejection) {
    private static final int LISTED = 20; // wrong predictions for people

    /**
     * A wrong prediction.
     *
     * @param image the file, or the number of the image in its set, from 0
     */
    record Wrong(String image, String label, String predicted, double probability) {}

    /**
     * What {@code --reject} did.
     *
     * @param rejected how many images
     * @param accuracyOfOthers that of those not rejected; 1 if there are none
     */
    record Rejection(int rejected, double accuracyOfOthers) {

        /** Of predictions, and the same with their familiarity. */
        static Rejection of(Predictions predictions, List<Prediction> familiar) {
            List<Predictions.Example> kept = IntStream.range(0, familiar.size())
                    .filter(i -> !familiar.get(i).isUnsure())
                    .mapToObj(predictions.examples()::get)
                    .toList();
            long right = kept.stream().filter(Predictions.Example::isRight).count();
            return new Rejection(familiar.size() - kept.size(), kept.isEmpty() ? 1 : (double) right / kept.size());
        }
    }

    static EvaluationReport of(
            ImageSet test, boolean synthetic, Predictions predictions, Optional<Rejection> rejection) {
        return of(test.name(), synthetic, Optional.empty(), test.classes(), predictions, Integer::toString, rejection);
    }

    static EvaluationReport of(
            String dataset,
            boolean synthetic,
            Optional<String> fit,
            List<String> classes,
            Predictions predictions,
            IntFunction<String> image,
            Optional<Rejection> rejection) {
        ConfusionMatrix confusion = predictions.confusion();
        List<Wrong> wrong = predictions.examples().stream()
                .filter(example -> !example.isRight())
                .map(example -> new Wrong(
                        image.apply(example.index()),
                        classes.get(example.label()),
                        classes.get(example.predicted()),
                        example.confidence()))
                .toList();
        int all = predictions.examples().size();
        return new EvaluationReport(
                dataset,
                synthetic,
                fit,
                all,
                confusion.accuracy(),
                AccuracyInterval.of(all - wrong.size(), all),
                confusion.perClass(classes),
                confusion,
                wrong,
                rejection);
    }

    /** For people: the accuracy, a table of the classes, the confusion matrix and the first wrong predictions. */
    String text() {
        StringBuilder text = new StringBuilder("%s%s: %,d %s, accuracy %.4f (95 %% interval %.4f–%.4f)%s\n\n"
                .formatted(
                        Printable.of(dataset),
                        synthetic ? " (synthetic)" : "",
                        images,
                        (fit.isPresent() ? "picture" : "test image") + (images == 1 ? "" : "s"),
                        accuracy,
                        interval.low(),
                        interval.high(),
                        fit.map(how -> ", fit " + how).orElse("")));
        rejection.ifPresent(outcome -> text.append("rejected %,d of %,d (%.2f %%), accuracy of the others %.4f\n\n"
                .formatted(outcome.rejected, images, 100.0 * outcome.rejected / images, outcome.accuracyOfOthers)));
        int width = perClass.stream().mapToInt(scores -> scores.name().length()).reduce("class".length(), Math::max);
        String name = "%-" + width + "s ";
        text.append((name + " precision  recall      f1  images\n").formatted("class"));
        for (ClassScores scores : perClass) {
            text.append(String.format(
                    Locale.ROOT,
                    name + "    %.4f  %.4f  %.4f  %6d\n",
                    scores.name(),
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.support()));
        }
        text.append("\nconfusion matrix: a row per true class, a column per predicted class, in the same order\n");
        for (int c = 0; c < confusion.classes(); c++) {
            text.append(name.formatted(perClass.get(c).name()));
            confusion.counts().get(c).forEach(count -> text.append(" %5d".formatted(count)));
            text.append('\n');
        }
        appendWrong(text);
        return text.toString();
    }

    private void appendWrong(StringBuilder text) {
        if (fit.isEmpty() || wrong.isEmpty()) {
            return;
        }
        text.append("\nwrong: %d of %d\n".formatted(wrong.size(), images));
        wrong.stream()
                .limit(LISTED)
                .forEach(one -> text.append(String.format(
                        Locale.ROOT, "  %s: %s, %.4f\n", Printable.of(one.image), one.predicted, one.probability)));
        if (wrong.size() > LISTED) {
            text.append("  and %d more (--json lists all, --wrong DIR saves them)\n".formatted(wrong.size() - LISTED));
        }
    }
}
