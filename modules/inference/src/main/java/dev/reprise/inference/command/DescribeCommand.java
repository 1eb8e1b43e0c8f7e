package dev.reprise.inference.command;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.files.Json;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;

/** Describes a saved net. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Describes a saved net: its task, input, layers and classes.")
public final class DescribeCommand implements Runnable {
    private static final int LAYER_WIDTH = 40; // more where a layer needs it

    @Mixin
    private RunArgument run;

    @Option(names = "--json", description = "As JSON, with the shapes of all layers and the hash of the parameters.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        SavedNet saved = SavedNet.open(run.find());
        if (json) {
            printJson(saved);
        } else {
            printText(saved);
        }
    }

    private void printJson(SavedNet saved) {
        NetDescription description = saved.description();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", description.name());
        fields.put("folder", saved.folder().toString());
        fields.put("task", description.task());
        fields.put("dataset", description.dataset());
        fields.put("input", sizes(description.input()));
        description.recordedPreparation().ifPresent(preparation -> fields.put("pictures", preparation));
        fields.put("scaling", scaling(description));
        fields.put("output", description.output());
        fields.put("classes", description.classes());
        fields.put("parameters", description.net().parameterCount());
        fields.put(
                "multiplyAdds",
                description.net().steps().stream()
                        .mapToLong(Net.Step::multiplyAdds)
                        .sum());
        fields.put(
                "layers",
                description.net().steps().stream().map(DescribedLayer::of).toList());
        fields.put("sha256", description.sha256());
        spec.commandLine()
                .getOut()
                .println(Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsString(fields));
        spec.commandLine().getOut().flush();
    }

    /** A layer with the shape of its output. */
    private record DescribedLayer(Layer layer, List<Long> output, long parameters) {
        static DescribedLayer of(Net.Step step) {
            return new DescribedLayer(step.layer(), sizes(step.output()), step.parameterCount());
        }
    }

    private static List<Long> sizes(Shape shape) {
        return LongStream.of(shape.getShape()).boxed().toList();
    }

    private void printText(SavedNet saved) {
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
