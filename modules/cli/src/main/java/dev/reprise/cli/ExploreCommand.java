package dev.reprise.cli;

import dev.reprise.data.DataSource;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.SetStatistics;
import dev.reprise.training.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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

/** Looks at a data set, as first-mnist does before it trains. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = "A data set: shapes, class counts, pixel statistics, the first images as text and as a picture.")
final class ExploreCommand implements Runnable {
    private static final int LABELS = 10;

    @Parameters(
            paramLabel = "DATASET",
            description = "mnist, fashion-mnist, cifar-10, synthetic-digits or folder:PATH.")
    private String name;

    @Mixin
    private DataOption data;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Random seed of made-up images.")
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
        LoadedData<ImageSet> loaded = DataSource.of(data.folder()).load(name, seed);
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        PrintWriter out = spec.commandLine().getOut();
        ImageSet train = loaded.train();
        out.println(train.name() + (loaded.synthetic() ? " (made up)" : ""));
        describe(out, "training", train);
        describe(out, "test", loaded.test());
        out.println("first labels: "
                + IntStream.range(0, Math.min(LABELS, train.size()))
                        .mapToObj(i -> Integer.toString(train.label(i)))
                        .collect(Collectors.joining(" ")));
        out.println();
        asNumbers(out, train);
        asMarks(out, train);
        Path file = picture == null
                ? Path.of("runs", "explore-" + train.name().replaceAll("[^\\w.-]", "_") + ".png")
                : picture;
        try {
            ContactSheet.write(train, file);
        } catch (IOException e) {
            throw new UsageException(
                    "--picture: cannot write " + file + " (" + e + "); name a file one can write to", e);
        }
        out.println("the first images as a picture: " + file);
    }

    private static void describe(PrintWriter out, String role, ImageSet set) {
        SetStatistics statistics = SetStatistics.of(set);
        out.printf(
                Locale.ROOT,
                "%s: %,d images, each %s, in %d classes%n",
                role,
                set.size(),
                set.inputShape(),
                set.classes().size());
        List<Integer> counts = statistics.classCounts();
        out.println("  "
                + IntStream.range(0, counts.size())
                        .mapToObj(k -> set.classes().get(k) + " " + counts.get(k))
                        .collect(Collectors.joining(", ")));
        for (SetStatistics.Channel channel : statistics.channels()) {
            out.printf(
                    Locale.ROOT,
                    "  pixels / 255: from %.4f to %.4f, mean %.4f, standard deviation %.4f%n",
                    channel.min(),
                    channel.max(),
                    channel.mean(),
                    channel.deviation());
        }
    }

    private static void asNumbers(PrintWriter out, ImageSet set) {
        out.println("the first image's pixels, 0–255" + (set.inputShape().get(0) > 1 ? " (first channel)" : "") + ":");
        rows(out, set, pixel -> String.format("%4d", pixel));
    }

    private static void asMarks(PrintWriter out, ImageSet set) {
        out.println("the same, 1 where it is not 0:");
        rows(out, set, pixel -> pixel == 0 ? "0" : "1");
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
        out.println();
    }
}
