package dev.reprise.inference;

import dev.reprise.data.DataException;
import dev.reprise.data.Images;
import dev.reprise.data.Picture;
import dev.reprise.net.SavedNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "in 28×28. A grey 28×28 picture on black is taken for one made so already, on",
            "white for its negative. Other nets get the whole picture, stretched.",
            "--show-input shows what the net saw.",
            "",
            "Examples:",
            "  predict conv-net seven.png --top 3",
            "  predict runs/conv-net/20260101-120000-seed1 scans/ 'more/*.png' --json",
            "",
            "Exit code 1 if an image could not be read: a line on stderr names it, and the",
            "others are done."
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
    private Fit fit;

    @Option(
            names = "--show-input",
            paramLabel = "PATH",
            description = {
                "Write what the net saw as PNG: PATH.png for one image;",
                "else into the folder PATH, as IMAGE.input.png each."
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
        SavedNet saved = run.find().open();
        Fit how = fit.on(saved.description());
        List<Path> files = ImageFiles.find(images);
        Optional<ShownInputs> shown = showInput.map(path -> ShownInputs.in(path, files));
        PredictionWriter writer = writer(saved.description().classes(), files);
        boolean allRead = true;
        try (Classifier classifier = computing.load(saved)) {
            writer.begin();
            for (int from = 0; from < files.size(); from += AT_ONCE) {
                List<Path> some = files.subList(from, Math.min(from + AT_ONCE, files.size()));
                List<Seen> seen = some.parallelStream()
                        .map(file -> Seen.read(classifier, file, how))
                        .toList();
                allRead &= write(classifier, seen, shown, writer);
            }
            writer.end();
        }
        return allRead ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private PredictionWriter writer(List<String> classes, List<Path> files) {
        CommandLine line = spec.commandLine();
        if (format.json) {
            return new PredictionWriter.AsJson(line.getOut());
        }
        return format.csv
                ? new PredictionWriter.AsCsv(line.getOut(), classes)
                : new PredictionWriter.AsTable(line.getOut(), classes, files, top);
    }

    /** Classifies what could be read, says what could not, and returns whether all could. */
    private boolean write(
            Classifier classifier, List<Seen> images, Optional<ShownInputs> shown, PredictionWriter writer) {
        List<Seen> readable = new ArrayList<>();
        CommandLine line = spec.commandLine();
        for (Seen image : images) {
            if (image.input.isPresent()) {
                readable.add(image);
            } else {
                line.getErr().println(line.getColorScheme().errorText("predict: " + image.problem));
            }
        }
        List<Prediction> predictions = classifier.classifyInputs(
                readable.stream().map(image -> image.input.orElseThrow()).toList());
        for (int i = 0; i < predictions.size(); i++) {
            Seen image = readable.get(i);
            shown.ifPresent(inputs -> inputs.write(image.file, image.input.orElseThrow()));
            writer.write(image.file, predictions.get(i));
        }
        return readable.size() == images.size();
    }

    /** What the net is to see of a file, or why it cannot. */
    private record Seen(Path file, Optional<NetInput> input, String problem) {

        static Seen read(Classifier classifier, Path file, Fit fit) {
            try {
                return new Seen(file, Optional.of(prepare(classifier, file, fit)), "");
            } catch (DataException e) {
                return new Seen(
                        file,
                        Optional.empty(),
                        e.getMessage().lines().findFirst().orElse("unreadable"));
            }
        }

        private static NetInput prepare(Classifier classifier, Path file, Fit fit) {
            Picture picture = Images.read(file);
            try {
                return classifier.prepare(picture, fit);
            } catch (DataException e) {
                throw new DataException(file + ": " + e.getMessage(), e);
            }
        }
    }
}
