package dev.reprise.cli;

import dev.reprise.net.Json;
import dev.reprise.net.Net;
import dev.reprise.training.Experiment;
import dev.reprise.training.Figure;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the app can run. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The experiments: text and section, data set, net, published figures, what to see.")
final class ListCommand implements Runnable {
    private final Experiments experiments;

    @Option(names = "--json", description = "As JSON: every number of every experiment.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ListCommand(Experiments experiments) {
        this.experiments = experiments;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(experiments.all()));
            return;
        }
        for (Experiment experiment : experiments.all()) {
            out.println(spec.commandLine().getColorScheme().ansi().string("@|bold " + experiment.name() + "|@"));
            out.println("  text      " + experiment.text() + ": " + experiment.section());
            out.println("  data      " + experiment.dataset() + ", " + experiment.epochs() + " epoch(s), batch "
                    + experiment.batchSize());
            out.println("  net       " + Net.text(experiment.layers()));
            out.println("  published " + figures(experiment));
            out.println("  see       " + experiment.toSee());
            out.println();
        }
    }

    private static String figures(Experiment experiment) {
        return experiment.figures().isEmpty()
                ? "no figure"
                : experiment.figures().stream().map(Figure::toString).collect(Collectors.joining("; "));
    }
}
