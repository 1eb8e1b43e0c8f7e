package dev.reprise.report.page;

import dev.reprise.files.CsvTable;
import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.Plot.Line;
import dev.reprise.report.pictures.PlotPicture;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The curves of one run. */
final class CurveCharts {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final List<String> SETS = List.of("train", "test", "validation");

    private CurveCharts() {}

    static List<Chart> of(CsvTable epochs, CsvTable steps, CsvTable activations) {
        List<Chart> charts = new ArrayList<>();
        Plot loss = overEpochs(epochs, "loss");
        Plot accuracy = overEpochs(epochs, "accuracy");
        boolean severalEpochs = epochs.rows().size() > 1;
        if (severalEpochs && !loss.isEmpty()) {
            charts.add(accuracy.isEmpty() ? regression(loss) : classification(loss, accuracy));
        }
        Plot ofSteps = Plot.lines(
                        "", "iteration", "loss", Line.of("loss", steps.numbers("iteration"), steps.numbers("loss")))
                .with(Plot.Marks.DOTS);
        if (!ofSteps.isEmpty()) {
            charts.add(iterations(ofSteps, severalEpochs ? accuracy : Plot.lines("", "", "")));
        }
        Plot norm =
                Plot.lines("", "epoch", "‖w‖", Line.of("‖w‖", epochs.numbers("epoch"), epochs.numbers("weight_norm")));
        if (severalEpochs && !norm.isEmpty()) {
            charts.add(one("weight-norm", "‖w‖ over all weights, without biases: weight decay keeps it small.", norm));
        }
        if (!activations.isEmpty()) {
            charts.add(activations(activations));
        }
        return charts;
    }

    private static Plot overEpochs(CsvTable epochs, String measure) {
        return Plot.lines(
                measure,
                "epoch",
                measure,
                SETS.stream()
                        .map(set -> Line.of(
                                set.equals("train") ? "training" : set,
                                epochs.numbers("epoch"),
                                epochs.numbers(set + "_" + measure)))
                        .toArray(Line[]::new));
    }

    private static Chart classification(Plot loss, Plot accuracy) {
        String caption = "Loss and accuracy after each epoch, on the whole sets.";
        return chart(
                "curves",
                caption,
                List.of(loss, accuracy),
                () -> PlotPicture.row("curves", caption, WIDTH, HEIGHT, List.of(loss, accuracy)));
    }

    private static Chart regression(Plot loss) {
        Plot plot = loss.onLogScale();
        return one(
                "curves", "Loss after each epoch" + (plot.scale() == Plot.Scale.LOG ? ", on a log scale." : "."), plot);
    }

    private static Chart iterations(Plot steps, Plot accuracy) {
        String caption = "Loss of each recorded iteration"
                + (accuracy.isEmpty() ? "." : ", and accuracy after each epoch with a line at 0.5.");
        List<Plot> plots = accuracy.isEmpty() ? List.of(steps) : List.of(steps, accuracy.withLevel(0.5));
        return chart(
                "iterations",
                caption,
                plots,
                () -> PlotPicture.column("iterations", caption, 2 * WIDTH, HEIGHT, plots));
    }

    private static Chart activations(CsvTable table) {
        String caption = "Activation functions and their derivatives: where the derivative is near 0, learning stops.";
        List<Plot> plots = List.of(functions(table, "value"), functions(table, "derivative"));
        return chart(
                "activations", caption, plots, () -> PlotPicture.row("activations", caption, WIDTH, HEIGHT, plots));
    }

    private static Plot functions(CsvTable table, String column) {
        List<String> names = table.texts("function");
        double[] x = table.numbers("x");
        double[] y = table.numbers(column);
        Line[] lines = new LinkedHashSet<>(names)
                .stream()
                        .map(name -> {
                            int[] rows = IntStream.range(0, names.size())
                                    .filter(row -> names.get(row).equals(name))
                                    .toArray();
                            return Line.of(name, at(x, rows), at(y, rows));
                        })
                        .toArray(Line[]::new);
        return Plot.lines(column, "x", column, lines);
    }

    private static double[] at(double[] values, int[] rows) {
        return Arrays.stream(rows)
                .filter(row -> row < values.length)
                .mapToDouble(row -> values[row])
                .toArray();
    }

    static Chart one(String name, String caption, Plot plot) {
        return chart(name, caption, List.of(plot), () -> PlotPicture.row(name, caption, WIDTH, HEIGHT, List.of(plot)));
    }

    private static Chart chart(String name, String caption, List<Plot> plots, Supplier<ReportPicture> picture) {
        return new Chart(name, caption, plots, TextRenderer.hasFonts() ? Optional.of(picture.get()) : Optional.empty());
    }
}
