package dev.reprise.inference.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.files.Json;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.SavedRun;
import dev.reprise.net.SavedNet;
import dev.reprise.results.ConfusionMatrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;

/** Measures a net on the test images of a labelled set, as they are: the figures of its training run again. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A net's accuracy, per-class figures and confusion on the test images of a labelled set.",
        footer = {
            "",
            "The images go to the net as they are, so on the set of the training run the",
            "accuracy is the run's own (final.test.accuracy in its result.json).",
            "",
            "Examples:",
            "  evaluate conv-net --data ~/data",
            "  evaluate conv-net --dataset synthetic-digits --json"
        })
final class EvaluateCommand implements Runnable {
    @Mixin
    private RunArguments run;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Folder with mnist/, fashion-mnist/, cifar-10/ in their published files;",
                "otherwise the environment variable REPRISE_DATA; otherwise DJL fetches them."
            })
    private Optional<Path> data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Another set than the net's own: mnist, …, synthetic-digits, or folder:PATH.")
    private Optional<String> dataset;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of made-up images (default: that of the run).")
    private Optional<Long> seed;

    @Option(names = "--json", description = "As JSON, with all digits.")
    private boolean json;

    @Mixin
    private RunArguments.Computing computing;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        SavedRun found = run.find();
        SavedNet saved = found.open();
        LoadedData<ImageSet> loaded = Datasets.of(data.or(EvaluateCommand::dataOfEnvironment))
                .load(
                        dataset.orElse(saved.description().dataset()),
                        seed.or(found::seed).orElse(1L));
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        ImageSet test = loaded.test();
        try (Classifier classifier = computing.load(saved)) {
            ConfusionMatrix confusion = classifier.evaluate(test);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsString(Figures.of(test, loaded.synthetic(), confusion)));
            } else {
                print(out, test, loaded.synthetic(), confusion);
            }
            out.flush();
        }
    }

    private static Optional<Path> dataOfEnvironment() {
        return Optional.ofNullable(System.getenv("REPRISE_DATA"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static void print(PrintWriter out, ImageSet test, boolean synthetic, ConfusionMatrix confusion) {
        out.printf(
                Locale.ROOT,
                "%s%s: %,d test images, accuracy %.4f%n%n",
                test.name(),
                synthetic ? " (made up)" : "",
                test.size(),
                confusion.accuracy());
        List<String> classes = test.classes();
        int width = classes.stream().mapToInt(String::length).reduce("class".length(), Math::max);
        out.printf("%-" + width + "s  precision  recall      f1  images%n", "class");
        for (int c = 0; c < classes.size(); c++) {
            out.printf(
                    Locale.ROOT,
                    "%-" + width + "s     %.4f  %.4f  %.4f  %6d%n",
                    classes.get(c),
                    confusion.precision(c),
                    confusion.recall(c),
                    confusion.f1(c),
                    confusion.support(c));
        }
        out.printf("%nconfusion: a line for each true class, a column for each predicted, in the same order%n");
        for (int c = 0; c < classes.size(); c++) {
            out.printf("%-" + width + "s ", classes.get(c));
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                out.printf(" %5d", confusion.count(c, predicted));
            }
            out.println();
        }
    }

    /** What {@code --json} prints, named as in a run's {@code result.json}. */
    private record Figures(
            String dataset,
            boolean synthetic,
            int images,
            double accuracy,
            List<ClassFigures> perClass,
            List<List<Integer>> confusion) {

        private record ClassFigures(
                @JsonProperty("class") String name, double precision, double recall, double f1, int support) {}

        static Figures of(ImageSet test, boolean synthetic, ConfusionMatrix confusion) {
            return new Figures(
                    test.name(),
                    synthetic,
                    test.size(),
                    confusion.accuracy(),
                    IntStream.range(0, confusion.classes())
                            .mapToObj(c -> new ClassFigures(
                                    test.classes().get(c),
                                    confusion.precision(c),
                                    confusion.recall(c),
                                    confusion.f1(c),
                                    confusion.support(c)))
                            .toList(),
                    IntStream.range(0, confusion.classes())
                            .mapToObj(c -> IntStream.range(0, confusion.classes())
                                    .mapToObj(predicted -> confusion.count(c, predicted))
                                    .toList())
                            .toList());
        }
    }
}
