package dev.reprise.scratch.activation;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.reprise.net.Pointwise;
import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Activation functions and their derivatives over a range of x, from scratch and by torch's autograd, in float64.
 *
 * @param points x = low, low + step, …, so many of them
 */
public record ActivationDemonstration(
        String name, Source source, String lookFor, double low, double step, int points, List<Curve> curves)
        implements Demonstration {
    private static final double TOLERANCE = 1e-12;

    /** One function, from scratch and as torch has it. */
    public record Curve(String name, ScratchActivation ours, Pointwise torch) {}

    public ActivationDemonstration {
        curves = List.copyOf(curves);
    }

    @Override
    public List<String> facts() {
        String names = curves.stream().map(Curve::name).collect(Collectors.joining(", "));
        return List.of("%s and their derivatives for x in [%s, %s) in steps of %s"
                .formatted(names, Numbers.text(low), Numbers.text(low + points * step), Numbers.text(step)));
    }

    @Override
    public List<String> effects() {
        return List.of("from scratch and by autograd they agree to " + Numbers.text(TOLERANCE));
    }

    @Override
    public Shown show(Stage stage) {
        try (NDManager manager =
                Torch.engine().newBaseManager(Torch.device(stage.options().device()))) {
            double[] x =
                    IntStream.range(0, points).mapToDouble(i -> low + i * step).toArray();
            List<String> head = new ArrayList<>(List.of("x"));
            List<double[]> columns = new ArrayList<>(List.of(x));
            List<String> lines = new ArrayList<>();
            double largest = 0;
            for (Curve curve : curves) {
                Values ours = fromScratch(curve.ours(), manager.create(x));
                Values torch = byAutograd(curve.torch(), manager.create(x));
                double difference =
                        Math.max(difference(ours.value, torch.value), difference(ours.derivative, torch.derivative));
                largest = Math.max(largest, difference);
                head.addAll(List.of(curve.name(), curve.name() + "_derivative"));
                columns.addAll(List.of(ours.value.toDoubleArray(), ours.derivative.toDoubleArray()));
                lines.add("%-8s values %s, derivative %s, largest difference from autograd %s"
                        .formatted(curve.name(), range(ours.value), range(ours.derivative), Numbers.text(difference)));
            }
            stage.table("activations.csv", table(head, columns));
            return Shown.of(
                    lines,
                    List.of(new CheckResult(
                            effects().get(0), largest <= TOLERANCE, "largest difference " + Numbers.text(largest))));
        }
    }

    /** A function and its derivative at each x. */
    private record Values(NDArray value, NDArray derivative) {}

    private static Values fromScratch(ScratchActivation activation, NDArray x) {
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

    private static double difference(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getDouble();
    }

    private static String range(NDArray array) {
        return Numbers.text(array.min().getDouble()) + " to "
                + Numbers.text(array.max().getDouble());
    }

    private static List<List<?>> table(List<String> head, List<double[]> columns) {
        List<List<?>> table = new ArrayList<>(List.of(head));
        for (int i = 0; i < columns.get(0).length; i++) {
            int row = i;
            table.add(columns.stream().map(column -> column[row]).toList());
        }
        return table;
    }
}
