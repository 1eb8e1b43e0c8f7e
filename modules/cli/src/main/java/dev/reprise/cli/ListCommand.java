package dev.reprise.cli;

import dev.reprise.net.Json;
import dev.reprise.training.Figure;
import dev.reprise.training.Study;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what can be run, app by app where there are several. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The experiments: text and section, data set, net, published figures, what to see.")
final class ListCommand implements Runnable {
    private final Studies studies;

    @Option(names = "--json", description = "As JSON: every number of every experiment.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ListCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(studies.all()));
            return;
        }
        for (AppExperiments app : studies.apps()) {
            if (studies.apps().size() > 1) {
                out.println(bold(app.app() + ", " + app.studies().size() + " experiments"));
                out.println();
            }
            app.studies().forEach(study -> print(out, study));
        }
    }

    private void print(PrintWriter out, Study study) {
        out.println(bold(study.name()));
        out.println("  text      " + study.text() + ": " + study.section());
        study.facts().forEach(fact -> out.println("  what      " + fact));
        out.println("  published " + figures(study));
        out.println("  see       " + study.toSee());
        study.expected().forEach(line -> out.println("  expect    " + line));
        out.println();
    }

    private String bold(String text) {
        return spec.commandLine().getColorScheme().ansi().string("@|bold " + text + "|@");
    }

    private static String figures(Study study) {
        return study.figures().isEmpty()
                ? "no figure"
                : study.figures().stream().map(Figure::toString).collect(Collectors.joining("; "));
    }
}
