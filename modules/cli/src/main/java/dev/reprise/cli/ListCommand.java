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

/** Lists what the app can run. */
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
        for (Study study : studies.all()) {
            out.println(spec.commandLine().getColorScheme().ansi().string("@|bold " + study.name() + "|@"));
            out.println("  text      " + study.source());
            study.facts().forEach(fact -> out.println("  what      " + fact));
            out.println("  published " + published(study));
            out.println("  look for  " + study.lookFor());
            study.effects().forEach(effect -> out.println("  expect    " + effect));
            out.println();
        }
    }

    private static String published(Study study) {
        return study.publishedValues().isEmpty()
                ? "no value"
                : study.publishedValues().stream().map(PublishedValue::toString).collect(Collectors.joining("; "));
    }
}
