package dev.reprise.cli;

import dev.reprise.files.Json;
import dev.reprise.results.PublishedValue;
import dev.reprise.training.experiment.Study;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what can be run, app by app where there are several. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The experiments: text and section, data set, net, published values, what to look for.")
final class ListCommand implements Runnable {
    private final Studies studies;

    @Option(names = "--json", description = "As JSON: every value of every experiment.")
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
            out.print(Json.pretty(studies.all()));
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
        out.println("  text      " + study.source());
        study.facts().forEach(fact -> out.println("  what      " + fact));
        out.println("  published " + published(study));
        out.println("  look for  " + study.lookFor());
        study.effects().forEach(effect -> out.println("  expect    " + effect));
        out.println();
    }

    private String bold(String text) {
        return spec.commandLine().getColorScheme().ansi().string("@|bold " + text + "|@");
    }

    private static String published(Study study) {
        return study.publishedValues().isEmpty()
                ? "no value"
                : study.publishedValues().stream().map(PublishedValue::toString).collect(Collectors.joining("; "));
    }
}
