package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.files.Printable;
import dev.reprise.inference.BundledNet;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.client.RemoteNet;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies images with a saved net. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Classifies images of any size: PNG, JPEG, BMP, GIF (first frame), TIFF and WebP.",
        footer = {
            "",
            "A net trained on MNIST or synthetic digits gets each drawing in the form of",
            "MNIST: the ink is found on dark or light paper, also in a photograph with",
            "shadows, ruled lines or a table around the sheet, scaled to 20×20, and centered",
            "by its mass in 28×28. A gray 28×28 picture that already has this form passes",
            "unchanged (inverted if it is black on white). Any other net gets the whole",
            "picture, stretched. --digits reads a number: a row of digits. What may be no",
            "digit is read with a warning. --show-input saves what the net saw.",
            "",
            "Examples:",
            "  predict seven.png",
            "  predict conv-net seven.png --top 3",
            "  predict conv-net --digits number.jpg",
            "  predict conv-net scribble.png --reject 0.02",
            "  predict conv-net seven.png --url http://127.0.0.1:8080",
            "  predict runs/conv-net/20260101-120000-seed1 scans/ 'more/*.png' --json",
            "",
            "Exit code 1 if an image could not be found, read or shown: stderr names it, and",
            "the other images are classified."
        })
public final class PredictCommand implements Callable<Integer> {
    private static final int CHUNK = 500; // images decoded before they go through the net: bounds memory

    @Mixin
    private RunArgument run;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "Image files, folders (the images directly in them, sorted), or quoted patterns: 'a/*.png'.")
    private List<String> images = List.of();

    @ArgGroup
    private Format format = new Format();

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "1",
            description = "Show the K most probable classes in the table (default: 1).")
    private int top;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = {
                "drawing: find the ink and place it as in MNIST;",
                "stretch: use the whole picture;",
                "auto (default): as the training pictures of the net were prepared. A gray picture",
                "is inverted if they all had a dark background and it has a light one, or the",
                "other way round."
            })
    private InputFit fit;

    @Option(
            names = "--digits",
            description = "Read a row of digits as a number; needs a net trained on digits. JSON has each digit.")
    private boolean digits;

    @Option(
            names = "--show-input",
            paramLabel = "PATH",
            description = "Save what the net saw as PNG: the file PATH.png for one image, or IMAGE.input.png for each"
                    + " image in the folder PATH. With --digits, the digits side by side.")
    private Optional<Path> showInput;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Ask the service at this address; RUN is then the name of its net. The token, if it needs one,"
                            + " is in the environment variable REPRISE_TOKEN.")
    private Optional<String> url;

    @Mixin
    private RejectOption reject;

    @Mixin
    private DeviceOption device;

    @Spec
    private CommandSpec spec;

    /** A format for programs. */
    private static final class Format {
        @Option(names = "--json", description = "As JSON, with the probabilities of all classes, or of the --top N.")
        private boolean json;

        @Option(
                names = "--csv",
                description = "As CSV for programs (no spreadsheet), with the probabilities of all classes.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new DataException("--top: expected at least 1, got " + top);
        }
        if (digits && (top > 1 || fit != InputFit.AUTO)) {
            throw new DataException("--digits cannot be combined with --top or --fit");
        }
        findNet();
        if (url.isPresent()) {
            return askService(url.get());
        }
        Path folder = run.find();
        if (BundledNet.is(folder)) {
            printProblem(BundledNet.NOTE);
        }
        SavedNet saved = Classifier.imageClassifier(folder);
        PreparedImage.Preparation preparation = preparation(saved.description());
        ImageFiles found = ImageFiles.find(images);
        List<Path> files = found.files();
        Optional<InputImages> shown = showInput.map(path -> InputImages.in(path, files));
        PredictionWriter writer = writer(saved.description().classes(), files);
        found.problems().forEach(this::printProblem);
        boolean allDone = found.problems().isEmpty();
        try (Classifier classifier = device.load(saved)) {
            reject.require(classifier);
            writer.start();
            for (int from = 0; from < files.size(); from += CHUNK) {
                List<Path> some = files.subList(from, Math.min(from + CHUNK, files.size()));
                List<PreparedImage> prepared = some.parallelStream()
                        .map(file -> PreparedImage.read(classifier, file, preparation))
                        .toList();
                allDone &= write(classifier, prepared, shown, writer);
            }
            writer.end();
            spec.commandLine().getOut().flush();
        }
        return allDone ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Where RUN is left out, and a picture has its place, the bundled net reads it. */
    private void findNet() {
        if (run.isPicture()) {
            images = Stream.concat(Stream.of(run.name()), images.stream()).toList();
            run.useBundled();
        } else if (images.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing required parameter: 'IMAGE...' after the net " + run.name());
        }
    }

    private Integer askService(String address) {
        if (digits || showInput.isPresent() || reject.share().isPresent()) {
            throw new DataException("--url cannot be combined with --digits, --show-input or --reject");
        }
        RemoteNet net = RemoteNet.of(address, run.name(), Optional.ofNullable(System.getenv("REPRISE_TOKEN")));
        ImageFiles found = ImageFiles.find(images);
        PredictionWriter writer = writer(net.classes(), found.files());
        found.problems().forEach(this::printProblem);
        RemotePredictions predictions = new RemotePredictions(net, fit, this::printProblem);
        boolean allDone = found.problems().isEmpty();
        writer.start();
        for (int from = 0; from < found.files().size(); from += CHUNK) {
            allDone &= predictions.write(
                    found.files()
                            .subList(from, Math.min(from + CHUNK, found.files().size())),
                    writer);
        }
        writer.end();
        spec.commandLine().getOut().flush();
        return allDone ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private PreparedImage.Preparation preparation(NetDescription net) {
        if (digits) {
            InputFit.requireDigits(net);
            return Classifier::prepareDigits;
        }
        fit.resolveFor(net); // fails early if it does not suit the net
        return (classifier, picture) -> List.of(classifier.prepare(picture, fit));
    }

    private PredictionWriter writer(List<String> classes, List<Path> files) {
        PrintWriter out = spec.commandLine().getOut();
        PredictionColumns columns = digits
                ? new PredictionColumns.OfNumber()
                : new PredictionColumns.OfClass(classes, top, reject.share().isPresent());
        if (format.json) {
            return new PredictionWriter.AsJson(out, columns);
        }
        return format.csv
                ? new PredictionWriter.AsCsv(out, columns)
                : new PredictionWriter.AsTable(out, columns, files);
    }

    private void printProblem(String problem) {
        CommandLine line = spec.commandLine();
        line.getErr().println(line.getColorScheme().errorText("predict: " + Printable.of(problem)));
    }

    /** Classifies what could be read, prints a problem for each of the others, and returns whether there were none. */
    private boolean write(
            Classifier classifier, List<PreparedImage> images, Optional<InputImages> shown, PredictionWriter writer) {
        images.stream().filter(image -> !image.isReadable()).forEach(image -> printProblem(image.problem()));
        List<PreparedImage> readable =
                images.stream().filter(PreparedImage::isReadable).toList();
        List<Prediction> predictions = reject.classify(
                classifier,
                readable.stream().flatMap(image -> image.inputs().stream()).toList());
        boolean allDone = readable.size() == images.size();
        int from = 0;
        for (PreparedImage image : readable) {
            int to = from + image.inputs().size();
            allDone &= shown.map(inputs -> show(image, inputs)).orElse(true);
            writer.write(image.file(), predictions.subList(from, to));
            image.inputs().stream()
                    .flatMap(input -> input.doubt().stream())
                    .forEach(doubt -> printProblem("warning: " + image.file() + ": " + doubt.text()));
            from = to;
        }
        return allDone;
    }

    private boolean show(PreparedImage image, InputImages shown) {
        try {
            shown.write(image.file(), NetInput.sideBySide(image.inputs()));
            return true;
        } catch (DataException e) {
            printProblem(e.getMessage());
            return false;
        }
    }
}
