package dev.reprise.inference.command;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.files.Json;
import dev.reprise.net.Net;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Describes a saved net. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Describes a saved net: its task, input, layers and classes.")
public final class DescribeCommand implements Runnable {
    private static final int LAYER_WIDTH = 40; // more where a layer needs it

    @Mixin
    private RunArgument run;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        SavedNet saved = SavedNet.open(run.find());
        NetDescription description = saved.description();
        Net net = description.net();
        PrintWriter out = spec.commandLine().getOut();
        line(out, "net", description.name());
        line(out, "folder", saved.folder());
        line(out, "task", name(description.task()));
        line(out, "dataset", description.dataset());
        line(out, "input", description.input());
        description
                .recordedPreparation()
                .ifPresent(preparation -> line(
                        out,
                        "pictures",
                        name(preparation.placement()) + ", " + name(preparation.background()) + " background"));
        line(out, "scaling", scaling(description));
        line(out, "output", name(description.output()));
        if (!description.classes().isEmpty()) {
            line(out, "classes", String.join(", ", description.classes()));
        }
        line(out, "learned", String.format(Locale.ROOT, "%,d parameters", net.parameterCount()));
        out.println("layers");
        int width = net.steps().stream()
                .mapToInt(step -> Net.text(List.of(step.layer())).length())
                .reduce(LAYER_WIDTH, Math::max);
        for (Net.Step step : net.steps()) {
            out.printf("  %-" + width + "s %s%n", Net.text(List.of(step.layer())), step.output());
        }
        out.flush();
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.printf("%-9s%s%n", name, value);
    }

    /** An enum's name in files. */
    private static String name(Enum<?> value) {
        return Json.MAPPER.valueToTree(value).asString();
    }

    /** Only its name: a large scaling would write files when turned into JSON. */
    private static String scaling(NetDescription description) {
        return description
                .scaling()
                .getClass()
                .getAnnotation(JsonTypeName.class)
                .value();
    }
}
