package dev.reprise.inference.command;

import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.files.Json;
import dev.reprise.inference.Classifier;
import dev.reprise.net.SavedNet;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;

/** Measures a net on the test images of a labeled set, as its training run did. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures a net on the test images of a labeled set: accuracy, scores per class, confusion matrix.",
        footer = {
            "",
            "The images go to the net as is, so on the data set of its training run it gets",
            "the accuracy of that run (final.test.accuracy in its result.json).",
            "",
            "Examples:",
            "  evaluate conv-net --data ~/data",
            "  evaluate conv-net --dataset synthetic-digits --json"
        })
public final class EvaluateCommand implements Runnable {
    @Mixin
    private RunArgument run;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with the published files in mnist/, fashion-mnist/, cifar-10/ (default: the"
                    + " environment variable REPRISE_DATA, else DJL downloads them).")
    private Optional<Path> data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "A published set by its name, such as mnist; synthetic-digits; or folder:PATH (default: the net's own).")
    private Optional<String> dataset;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of synthetic images (default: that of the run).")
    private Optional<Long> seed;

    @Option(names = "--json", description = "As JSON, with all decimals.")
    private boolean json;

    @Mixin
    private DeviceOption device;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Path folder = run.find();
        SavedNet saved = Classifier.imageClassifier(folder);
        LoadedData<ImageSet> loaded = Datasets.of(data.or(EvaluateCommand::dataOfEnvironment))
                .load(dataset.orElse(saved.description().dataset()), seed.orElseGet(() -> seedOf(folder)));
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        ImageSet test = loaded.test();
        try (Classifier classifier = device.load(saved)) {
            ConfusionMatrix confusion = classifier.evaluate(test);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.MAPPER
                        .writerWithDefaultPrettyPrinter()
                        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsString(Evaluation.of(test, loaded.synthetic(), confusion)));
            } else {
                print(out, test, loaded.synthetic(), confusion);
            }
            out.flush();
        }
    }

    /** The random seed of a run, with which synthetic data is drawn again; 1 for a net apart from its run. */
    static long seedOf(Path folder) {
        return Stream.of(folder, folder.toAbsolutePath().normalize().getParent())
                .filter(RunFolder::isRun)
                .findFirst()
                .map(run -> RecordedRun.read(run).seed())
                .orElse(1L);
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
                synthetic ? " (synthetic)" : "",
                test.size(),
                confusion.accuracy());
        int width = test.classes().stream().mapToInt(String::length).reduce("class".length(), Math::max);
        String name = "%-" + width + "s ";
        out.printf(name + " precision  recall      f1  images%n", "class");
        for (ClassScores scores : confusion.perClass(test.classes())) {
            out.printf(
                    Locale.ROOT,
                    name + "    %.4f  %.4f  %.4f  %6d%n",
                    scores.name(),
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.support());
        }
        out.printf("%nconfusion matrix: a row per true class, a column per predicted class, in the same order%n");
        for (int c = 0; c < confusion.classes(); c++) {
            out.printf(name, test.classes().get(c));
            confusion.counts().get(c).forEach(count -> out.printf(" %5d", count));
            out.println();
        }
    }

    /** The output of {@code --json}, named as in a run's {@code result.json}. */
    private record Evaluation(
            String dataset,
            boolean synthetic,
            int images,
            double accuracy,
            List<ClassScores> perClass,
            ConfusionMatrix confusion) {

        static Evaluation of(ImageSet test, boolean synthetic, ConfusionMatrix confusion) {
            return new Evaluation(
                    test.name(),
                    synthetic,
                    test.size(),
                    confusion.accuracy(),
                    confusion.perClass(test.classes()),
                    confusion);
        }
    }
}
