package dev.reprise.scratch.activation;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.reprise.net.Pointwise;
import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.training.experiment.Demonstration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Activations and their derivatives over a range of x, by hand and by autograd, in float64.
 *
 * @param points x = low, low + step, …, so many of them
 */
public record ActivationDemonstration(
        String name, String text, String section, String toSee, double low, double step, int points, List<Curve> curves)
        implements Demonstration {
    private static final double EQUAL = 1e-12;

    /** One function as we write it, and as torch has it. */
    public record Curve(String name, ScratchActivation ours, Pointwise torch) {}

    public ActivationDemonstration {
        curves = List.copyOf(curves);
    }

    @Override
    public List<String> facts() {
        String names = curves.stream().map(Curve::name).collect(Collectors.joining(", "));
        return List.of(String.format(
                Locale.ROOT, "%s and their derivatives over [%s, %.1f) by %s", names, low, low + points * step, step));
    }

    @Override
    public List<String> expected() {
        return List.of("by hand and by autograd they are equal to " + EQUAL);
    }

    @Override
    public Shown show(Stage stage) {
        try (NDManager manager =
                Torch.engine().newBaseManager(Torch.device(stage.options().device()))) {
            double[] x =
                    IntStream.range(0, points).mapToDouble(i -> low + i * step).toArray();
            Map<String, double[]> columns = new LinkedHashMap<>(Map.of("x", x));
            List<String> lines = new ArrayList<>();
            double largest = 0;
            for (Curve curve : curves) {
                Values ours = byHand(curve.ours(), manager.create(x));
                Values torch = byAutograd(curve.torch(), manager.create(x));
                double apart = Math.max(apart(ours.value, torch.value), apart(ours.derivative, torch.derivative));
                largest = Math.max(largest, apart);
                columns.put(curve.name(), ours.value.toDoubleArray());
                columns.put(curve.name() + "_derivative", ours.derivative.toDoubleArray());
                lines.add(String.format(
                        Locale.ROOT,
                        "%-10s from %.4f to %.4f, slope from %.4f to %.4f, by hand and by autograd %.1e apart",
                        curve.name(),
                        ours.value.min().getDouble(),
                        ours.value.max().getDouble(),
                        ours.derivative.min().getDouble(),
                        ours.derivative.max().getDouble(),
                        apart));
            }
            stage.table("activations.csv", csv(columns));
            String why = String.format(Locale.ROOT, "they are %.1e apart at most", largest);
            return Shown.of(lines, List.of(new CheckResult(expected().get(0), largest <= EQUAL, why)));
        }
    }

    /** A function and its derivative at each x. */
    private record Values(NDArray value, NDArray derivative) {}

    private static Values byHand(ScratchActivation activation, NDArray x) {
        NDArray value = activation.value(x);
        return new Values(value, activation.derivative(x, value));
    }

    private static Values byAutograd(Pointwise activation, NDArray x) {
        x.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray value = activation.apply(x);
            collector.backward(value.sum());
            return new Values(value.stopGradient(), x.getGradient());
        }
    }

    private static double apart(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getDouble();
    }

    private static List<String> csv(Map<String, double[]> columns) {
        List<String> rows = new ArrayList<>(List.of(String.join(",", columns.keySet())));
        int size = columns.get("x").length;
        for (int i = 0; i < size; i++) {
            int row = i;
            rows.add(columns.values().stream()
                    .map(column -> Double.toString(column[row]))
                    .collect(Collectors.joining(",")));
        }
        return rows;
    }
}
