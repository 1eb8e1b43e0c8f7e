package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.ReadNumber;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a net sees in images. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a net sees in images: PNG, JPEG, BMP, GIF (first frame), TIFF and WebP of any size.",
        footer = {
            "",
            "A net that was trained on digits gets drawings as MNIST's were made: dark or",
            "light paper is found, the ink's box scaled to 20×20 and centred by its mass",
            "in 28×28. A grey 28×28 picture on black whose ink is so placed passes as it is,",
            "on white as its negative. Other nets get the whole picture, stretched.",
            "--digits reads a number: an image with a row of digits is cut into digits, on a",
            "photograph's uneven paper too.",
            "--show-input shows what the net saw.",
            "",
            "Examples:",
            "  predict conv-net seven.png --top 3",
            "  predict conv-net --digits number.jpg",
            "  predict runs/conv-net/20260101-120000-seed1 scans/ 'more/*.png' --json",
            "",
            "Exit code 1 if an image could not be found, read or shown: a line on stderr",
            "names it, and the others are done."
        })
final class PredictCommand implements Callable<Integer> {
    private static final int AT_ONCE = 500; // images decoded before they go through the net: bounds memory

    @Mixin
    private RunArguments run;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Image files, folders (the images directly in them, sorted), or quoted patterns: 'a/*.png'.")
    private List<String> images;

    @ArgGroup
    private Format format = new Format();

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "1",
            description = "The K most probable classes in the table (default: 1).")
    private int top;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = {
                "drawing: find the ink and place it as in MNIST;",
                "stretch: the whole picture;",
                "auto (default): drawing for a net of digits, else stretch."
            })
    private InputFit fit;

    @Option(
            names = "--digits",
            description = "Read a row of digits as a number; JSON names each digit (needs a net of digits).")
    private boolean digits;

    @Option(
            names = "--show-input",
            paramLabel = "PATH",
            description = {
                "Write what the net saw as PNG: PATH.png for one image;",
                "else into the folder PATH, as IMAGE.input.png each.",
                "With --digits the digits side by side."
            })
    private Optional<Path> showInput;

    @Mixin
    private RunArguments.Computing computing;

    @Spec
    private CommandSpec spec;

    /** One of the forms that programs read. */
    private static final class Format {
        @Option(names = "--json", description = "As JSON, with the probabilities of all classes.")
        private boolean json;

        @Option(names = "--csv", description = "As CSV, with the probabilities of all classes.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new DataException("--top: expected at least 1, is " + top);
        }
        if (digits && (top > 1 || fit != InputFit.AUTO)) {
            throw new DataException("--digits: reads numbers, without --top and --fit");
        }
        SavedNet saved = run.find().open();
        Preparation preparation = preparation(saved.description());
        ImageFiles found = ImageFiles.find(images);
        List<Path> files = found.files();
        Optional<ShownInputs> shown = showInput.map(path -> ShownInputs.in(path, files));
        PredictionWriter writer = writer(saved.description().classes(), files);
        found.problems().forEach(this::say);
        boolean allDone = found.problems().isEmpty();
        try (Classifier classifier = computing.load(saved)) {
            writer.begin();
            for (int from = 0; from < files.size(); from += AT_ONCE) {
                List<Path> some = files.subList(from, Math.min(from + AT_ONCE, files.size()));
                List<Seen> seen = some.parallelStream()
                        .map(file -> Seen.read(classifier, file, preparation))
                        .toList();
                allDone &= write(classifier, seen, shown, writer);
            }
            writer.end();
        }
        return allDone ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Preparation preparation(NetDescription net) {
        if (digits) {
            InputFit.requireDigits(net);
            return Classifier::prepareDigits;
        }
        InputFit how = fit.on(net);
        return (classifier, picture) -> List.of(classifier.prepare(picture, how));
    }

    private PredictionWriter writer(List<String> classes, List<Path> files) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.json) {
            return new PredictionWriter.AsJson(out, digits ? ReadNumber::of : PredictionWriter.Line::of);
        }
        if (digits) {
            return format.csv ? new NumberWriter.AsCsv(out) : new NumberWriter.AsTable(out, files);
        }
        return format.csv
                ? new PredictionWriter.AsCsv(out, classes)
                : new PredictionWriter.AsTable(out, classes, files, top);
    }

    private void say(String problem) {
        CommandLine line = spec.commandLine();
        line.getErr().println(line.getColorScheme().errorText("predict: " + problem));
    }

    /** Classifies what could be read, says what could not be read or shown, and returns whether all could. */
    private boolean write(
            Classifier classifier, List<Seen> images, Optional<ShownInputs> shown, PredictionWriter writer) {
        images.stream().filter(image -> image.inputs.isEmpty()).forEach(image -> say(image.problem));
        List<Seen> readable =
                images.stream().filter(image -> !image.inputs.isEmpty()).toList();
        List<Prediction> predictions = classifier.classifyInputs(
                readable.stream().flatMap(image -> image.inputs.stream()).toList());
        boolean allDone = readable.size() == images.size();
        int from = 0;
        for (Seen image : readable) {
            int to = from + image.inputs.size();
            allDone &= shown.map(places -> show(image, places)).orElse(true);
            writer.write(image.file, predictions.subList(from, to));
            from = to;
        }
        return allDone;
    }

    private boolean show(Seen image, ShownInputs places) {
        try {
            places.write(image.file, NetInput.sideBySide(image.inputs));
            return true;
        } catch (DataException e) {
            say(e.getMessage());
            return false;
        }
    }

    /** How a picture becomes what the net sees: one input, or one for each digit. */
    private interface Preparation extends BiFunction<Classifier, PixelImage, List<NetInput>> {}

    /** What the net is to see of a file, or, where that is nothing, why. */
    private record Seen(Path file, List<NetInput> inputs, String problem) {

        static Seen read(Classifier classifier, Path file, Preparation preparation) {
            try {
                return new Seen(file, prepare(classifier, file, preparation), "");
            } catch (DataException e) {
                return new Seen(
                        file, List.of(), e.getMessage().lines().findFirst().orElse("unreadable"));
            }
        }

        private static List<NetInput> prepare(Classifier classifier, Path file, Preparation preparation) {
            PixelImage picture = Images.read(file);
            try {
                return preparation.apply(classifier, picture);
            } catch (DataException e) {
                throw new DataException(file + ": " + e.getMessage(), e);
            }
        }
    }
}
