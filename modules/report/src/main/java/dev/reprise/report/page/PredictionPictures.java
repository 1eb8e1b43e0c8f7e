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
import dev.reprise.results.Predictions;
import dev.reprise.results.Predictions.Example;
import java.util.List;
import java.util.Locale;

/** What a classifier got right and wrong. */
record PredictionPictures(List<String> classes) {
    private static final int FIRST = 20;
    private static final int MISTAKES = 16;
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
                Line.of("as sure as right", new double[] {0, 1}, new double[] {0, 1}));
        String caption = String.format(
                Locale.ROOT,
                "Of the predictions made with a confidence, the share that is right: below the diagonal the net is surer"
                        + " than it may be. Expected calibration error %.4f.",
                predictions.expectedCalibrationError());
        return PlotPicture.beside("reliability", caption, 520, 440, List.of(plot));
    }

    /** The first predictions, the surest mistakes, and the probabilities of one image. */
    List<ReportPicture> galleries(Predictions predictions, TestImages images) {
        List<Example> first = predictions.examples().stream().limit(FIRST).toList();
        long wrong = first.stream().filter(example -> !example.isRight()).count();
        List<Example> mistakes = predictions.mostConfidentMistakes(MISTAKES);
        Example shown =
                first.stream().filter(example -> !example.isRight()).findFirst().orElse(first.get(0));
        ReportPicture predicted = gallery(
                "predictions",
                "The first %d test images with their predictions; %s wrong, framed and crossed."
                        .formatted(first.size(), wrong == 0 ? "none is" : wrong == 1 ? "one is" : wrong + " are"),
                first,
                images);
        ReportPicture probabilities = ClassPicture.probabilities(
                "Test image %d, %s, taken for %s with probability %.3f."
                        .formatted(
                                shown.index(),
                                classes.get(shown.label()),
                                classes.get(shown.predicted()),
                                shown.confidence()),
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
                                "The mistakes of which the net was surest, with its confidence.",
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
                                        ? List.of(name(example.label()))
                                        : List.of(
                                                name(example.label()),
                                                "as " + name(example.predicted()),
                                                String.format(Locale.ROOT, "%.3f", example.confidence())),
                                example.isRight() ? Gallery.Mark.NONE : Gallery.Mark.WRONG))
                        .toList());
    }

    private String name(int k) {
        return TextRenderer.drawable(classes.get(k), "class " + k);
    }
}
