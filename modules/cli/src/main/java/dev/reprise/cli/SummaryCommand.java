package dev.reprise.cli;

import dev.reprise.net.Net;
import dev.reprise.training.experiment.Experiment;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a net layer by layer, without training it or reading data. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "The net of an experiment: layers, output shapes, parameters, multiply-adds, memory.")
final class SummaryCommand implements Runnable {
    private final Studies studies;

    @Parameters(paramLabel = "NAME", description = "An experiment.")
    private String name;

    @Spec
    private CommandSpec spec;

    SummaryCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public void run() {
        Experiment experiment = studies.experiment(name);
        Net net = new Net(
                experiment
                        .data()
                        .preprocessing()
                        .outputShape(experiment.data().dataset().inputShape()),
                experiment.net().layers());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-44s %-18s %12s %14s%n", "layer", "output", "parameters", "multiply-adds");
        out.printf("%-44s %-18s%n", "input (" + experiment.data().dataset().name() + ")", net.input());
        List<Net.Step> steps = net.steps();
        for (Net.Step step : steps) {
            out.printf(
                    "%-44s %-18s %,12d %,14d%n",
                    Net.text(List.of(step.layer())), step.output(), step.parameterCount(), step.multiplyAdds());
        }
        out.printf(
                "%-44s %-18s %,12d %,14d%n",
                "total",
                "",
                net.parameterCount(),
                steps.stream().mapToLong(Net.Step::multiplyAdds).sum());
        memory(out, net);
    }

    /** For one example in float32, counted as torchinfo does: what layers with parameters put out, and its gradient. */
    private static void memory(PrintWriter out, Net net) {
        long outputs = net.steps().stream()
                .filter(step -> step.parameterCount() > 0)
                .mapToLong(step -> 2 * step.output().size())
                .sum();
        long all = net.input().size() + outputs + net.parameterCount();
        out.println();
        out.printf("%-44s %s%n", "input", bytes(net.input().size()));
        out.printf("%-44s %s%n", "forward and backward pass", bytes(outputs));
        out.printf("%-44s %s%n", "parameters", bytes(net.parameterCount()));
        out.printf("%-44s %s%n", "total for one example", bytes(all));
    }

    private static String bytes(long values) {
        double kilobytes = values * 4 / 1e3;
        return kilobytes < 100
                ? String.format(Locale.ROOT, "%.1f kB", kilobytes)
                : String.format(Locale.ROOT, "%.2f MB", kilobytes / 1e3);
    }
}
