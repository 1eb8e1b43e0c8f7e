package dev.reprise.report.page;

import dev.reprise.report.pictures.ClassPicture;
import dev.reprise.report.pictures.ClassPicture.Score;
import dev.reprise.report.pictures.Gallery;
import dev.reprise.report.pictures.HeatPicture;
import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.Plot.Line;
import dev.reprise.report.pictures.PlotPicture;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.Numbers;
import dev.reprise.results.Predictions;
import dev.reprise.results.Predictions.Example;
import java.util.List;

/** Pictures of the right and wrong predictions of a classifier. */
record PredictionPictures(List<String> classes) {
    private static final int SHOWN = 20;
    private static final int SHOWN_MISTAKES = 16;
    private static final int COLUMNS = 5;

    List<ReportPicture> of(ConfusionMatrix confusion) {
        List<ClassScores> scores = confusion.perClass(classes);
        return List.of(
                HeatPicture.confusion(classes, confusion.counts()),
                ClassPicture.scores(
                        classes,
                        List.of(
                                new Score(
                                        "precision",
                                        scores.stream()
                                                .map(ClassScores::precision)
                                                .toList()),
                                new Score(
                                        "recall",
                                        scores.stream().map(ClassScores::recall).toList()),
                                new Score(
                                        "F1",
                                        scores.stream().map(ClassScores::f1).toList()))));
    }

    ReportPicture reliability(Predictions predictions) {
        List<Predictions.Bin> bins = predictions.reliability();
        double[] confidence =
                bins.stream().mapToDouble(Predictions.Bin::confidence).toArray();
        double[] accuracy = bins.stream().mapToDouble(Predictions.Bin::accuracy).toArray();
        Plot plot = Plot.lines(
                "",
                "confidence",
                "accuracy",
                Line.of("this net", confidence, accuracy),
                Line.of("perfectly calibrated", new double[] {0, 1}, new double[] {0, 1}));
        String caption = "Accuracy of the predictions at each confidence: below the diagonal the net is overconfident."
                + " Expected calibration error "
                + Numbers.measured(predictions.expectedCalibrationError()) + ".";
        return PlotPicture.row("reliability", caption, 520, 440, List.of(plot));
    }

    /** The first predictions, the probabilities of one image, and the most confident mistakes. */
    List<ReportPicture> galleries(Predictions predictions, TestImages images) {
        List<Example> first = predictions.examples().stream().limit(SHOWN).toList();
        long wrong = first.stream().filter(example -> !example.isRight()).count();
        List<Example> mistakes = predictions.mostConfidentMistakes(SHOWN_MISTAKES);
        Example shown =
                first.stream().filter(example -> !example.isRight()).findFirst().orElse(first.get(0));
        ReportPicture predicted = gallery(
                "predictions",
                "The first %d test images and their predictions, %d of them wrong (framed, with a cross)."
                        .formatted(first.size(), wrong),
                first,
                images);
        ReportPicture probabilities = ClassPicture.probabilities(
                "Test image %d: true class %s, predicted class %s with probability %s."
                        .formatted(
                                shown.index(),
                                classes.get(shown.label()),
                                classes.get(shown.predicted()),
                                Numbers.decimals(shown.confidence(), 3)),
                images.image(shown.index()),
                classes,
                shown.probabilities().stream().map(Float::doubleValue).toList());
        return mistakes.isEmpty()
                ? List.of(predicted, probabilities)
                : List.of(
                        predicted,
                        probabilities,
                        gallery(
                                "mistakes",
                                "The most confident mistakes: true class, predicted class, confidence.",
                                mistakes,
                                images));
    }

    private ReportPicture gallery(String name, String caption, List<Example> examples, TestImages images) {
        return Gallery.of(
                name,
                caption,
                COLUMNS,
                examples.stream()
                        .map(example -> new Gallery.Tile(
                                images.image(example.index()),
                                example.isRight()
                                        ? List.of(TextRenderer.className(classes, example.label()))
                                        : List.of(
                                                TextRenderer.className(classes, example.label()),
                                                "→ " + TextRenderer.className(classes, example.predicted()),
                                                Numbers.decimals(example.confidence(), 3)),
                                example.isRight() ? Gallery.Mark.NONE : Gallery.Mark.WRONG))
                        .toList());
    }
}
