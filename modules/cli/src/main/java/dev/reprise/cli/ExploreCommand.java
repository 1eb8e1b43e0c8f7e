package dev.reprise.cli;

import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.SetStatistics;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.files.Printable;
import dev.reprise.net.Torch;
import dev.reprise.terminal.DataOption;
import dev.reprise.training.experiment.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explores a data set, as first-mnist does before it trains. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = "A data set: shapes, class counts, pixel statistics, the first images as text and as a picture.")
final class ExploreCommand implements Runnable {
    private static final int LABELS = 10;

    @Parameters(
            paramLabel = "DATASET",
            description = "A published set by its name, such as mnist; synthetic-digits; folder:PATH; or idx:DIR.")
    private String name;

    @Mixin
    private DataOption data;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Random seed of synthetic images.")
    private long seed;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Where the picture of the first images goes (default: runs/explore-DATASET.png).")
    private Path picture;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        LoadedData<ImageSet> loaded = Datasets.of(data.folder()).load(name, seed);
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings().forEach(warning -> err.println("warning: " + Printable.of(warning)));
        PrintWriter out = spec.commandLine().getOut();
        ImageSet train = loaded.train();
        out.println(Printable.of(train.name()) + (loaded.synthetic() ? " (synthetic)" : ""));
        step(out, 1, "the device a net would train on");
        out.println("device " + Torch.device("auto"));
        step(out, 2, "shapes");
        shape(out, "training", train);
        shape(out, "test", loaded.test());
        SetStatistics ofTrain = SetStatistics.of(train);
        step(out, 3, "images per class");
        counts(out, "training", train, ofTrain);
        counts(out, "test", loaded.test(), SetStatistics.of(loaded.test()));
        step(out, 4, "pixels / 255 of the training images");
        ofTrain.channels()
                .forEach(channel -> out.printf(
                        Locale.ROOT,
                        "from %.4f to %.4f, mean %.4f, standard deviation %.4f%n",
                        channel.min(),
                        channel.max(),
                        channel.mean(),
                        channel.standardDeviation()));
        step(out, 5, "first labels");
        labels(out, train);
        step(out, 6, "the first image's pixels, 0–255" + channel(train));
        rows(out, train, pixel -> String.format("%4d", pixel));
        step(out, 7, "the same, 1 where a pixel is not 0" + channel(train));
        rows(out, train, pixel -> pixel == 0 ? "0" : "1");
        step(out, 8, "the first images as a picture");
        Path file = picture == null
                ? Path.of("runs", "explore-" + train.name().replaceAll("[^\\w.-]", "_") + ".png")
                : picture;
        try {
            ContactSheet.write(train, file);
        } catch (IOException e) {
            throw new UsageException(
                    "--picture: cannot write " + file + " (" + e + "); name a file you can write to", e);
        }
        out.println(file);
    }

    private static void step(PrintWriter out, int number, String what) {
        out.printf("%n%d. %s:%n", number, what);
    }

    private static void shape(PrintWriter out, String role, ImageSet set) {
        out.printf(
                Locale.ROOT,
                "%s: %,d images, each %s, in %d classes%n",
                role,
                set.size(),
                set.inputShape(),
                set.classes().size());
    }

    private static void counts(PrintWriter out, String role, ImageSet set, SetStatistics statistics) {
        out.println(role + ": "
                + IntStream.range(0, set.classes().size())
                        .mapToObj(k -> set.classes().get(k) + " "
                                + statistics.classCounts().get(k))
                        .collect(Collectors.joining(", ")));
    }

    private static void labels(PrintWriter out, ImageSet set) {
        int[] first =
                IntStream.range(0, Math.min(LABELS, set.size())).map(set::label).toArray();
        out.println(IntStream.of(first).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        String names = IntStream.of(first).mapToObj(set.classes()::get).collect(Collectors.joining(", "));
        if (!IntStream.of(first).allMatch(k -> set.classes().get(k).equals(Integer.toString(k)))) {
            out.println(names);
        }
    }

    private static String channel(ImageSet set) {
        return set.inputShape().get(0) > 1 ? " (first channel)" : "";
    }

    private static void rows(PrintWriter out, ImageSet set, IntFunction<String> text) {
        int height = Math.toIntExact(set.inputShape().get(1));
        int width = Math.toIntExact(set.inputShape().get(2));
        byte[] pixels = set.pixels(0);
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < width; x++) {
                line.append(text.apply(Byte.toUnsignedInt(pixels[y * width + x])));
            }
            out.println(line);
        }
    }
}
