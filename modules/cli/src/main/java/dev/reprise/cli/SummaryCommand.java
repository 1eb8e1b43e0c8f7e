package dev.reprise.cli;

import dev.reprise.net.Net;
import dev.reprise.training.Experiment;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a net layer by layer, without training it or reading data. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "The net of an experiment: layers, output shapes, parameters, multiply-adds.")
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
                experiment.preprocessing().outputShape(experiment.dataset().inputShape()), experiment.layers());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-44s %-18s %12s %14s%n", "layer", "output", "parameters", "multiply-adds");
        out.printf("%-44s %-18s%n", "input (" + experiment.dataset().name() + ")", net.input());
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
        out.printf("parameters take %.2f MB as float32%n", net.parameterCount() * 4 / 1e6);
    }
}
