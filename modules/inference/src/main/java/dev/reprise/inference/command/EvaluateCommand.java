package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.data.formats.ImageFolder;
import dev.reprise.files.Json;
import dev.reprise.files.Printable;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.results.Predictions;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunFolder;
import dev.reprise.terminal.DataOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;

/** Measures a net on the test images of a labeled set, as its training run did, or on a user's own pictures. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures a net on the test images of a labeled set, or on pictures of your own: accuracy, scores per class, confusion matrix.",
        footer = {
            "",
            "The images of a set go to the net as is, so on the data set of its training run",
            "it gets the accuracy of that run (final.test.accuracy in its result.json).",
            "",
            "Pictures of your own, in a subfolder for each class, are all measured, whatever",
            "their size and color, and prepared as predict does. Those classified wrong are",
            "listed. The interval holds the accuracy on all pictures like these with 95 %%",
            "confidence (Clopper and Pearson). Exit code 1 if a picture could not be read.",
            "",
            "Examples:",
            "  evaluate conv-net --data ~/data",
            "  evaluate conv-net --dataset folder:my-digits --wrong mistakes",
            "  evaluate conv-net --dataset synthetic-digits --json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private RunArgument run;

    @Mixin
    private DataOption data;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "A published set by its name, such as mnist; synthetic-digits; folder:PATH; or idx:DIR (default: the net's own).")
    private Optional<String> dataset;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of synthetic images (default: that of the run).")
    private Optional<Long> seed;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "How pictures of your own become inputs: drawing, stretch or auto (default), as for predict.")
    private InputFit fit;

    @Option(
            names = "--wrong",
            paramLabel = "DIR",
            description =
                    "Save what was classified wrong in a new folder, as LABEL-as-PREDICTED-FILE, and what the net saw of it.")
    private Optional<Path> wrong;

    @Option(names = "--json", description = "As JSON, with all decimals.")
    private boolean json;

    @Mixin
    private RejectOption reject;

    @Mixin
    private DeviceOption device;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = run.find();
        SavedNet saved = Classifier.imageClassifier(folder);
        String name = dataset.orElse(saved.description().dataset());
        Optional<ImageFolder> pictures =
                Datasets.imageFolder(name).filter(own -> !isTrainedOn(own, saved.description()));
        if (fit != InputFit.AUTO && pictures.isEmpty()) {
            throw new DataException("--fit is for pictures of your own (--dataset folder:PATH); the images of " + name
                    + " are inputs already");
        }
        return pictures.isPresent() ? pictures(saved, name, pictures.get()) : set(saved, folder, name);
    }

    /** Whether these are the pictures that the net was trained on: then only its test images are measured, as the run did. */
    private static boolean isTrainedOn(ImageFolder pictures, NetDescription net) {
        return Datasets.imageFolder(net.dataset())
                .map(trained -> absolute(trained.folder()).equals(absolute(pictures.folder())))
                .orElse(false);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private int set(SavedNet saved, Path folder, String name) {
        LoadedData<ImageSet> loaded = Datasets.of(data.folder()).load(name, seed.orElseGet(() -> seedOf(folder)));
        loaded.warnings().forEach(warning -> printProblem("warning: " + warning));
        ImageSet test = loaded.test();
        try (Classifier classifier = device.load(saved)) {
            Optional<List<Prediction>> familiar = reject.share().map(share -> classifier.classify(test, share));
            Predictions predictions = familiar.map(all -> Predictions.of(
                            test.labels(),
                            all.stream().map(Prediction::toArray).toList(),
                            test.classes().size()))
                    .orElseGet(() -> classifier.predictions(test));
            wrong.map(WrongPictures::in)
                    .ifPresent(saving -> predictions.examples().stream()
                            .filter(example -> !example.isRight())
                            .forEach(example -> saving.save(
                                    example.index(),
                                    test.classes().get(example.label()),
                                    test.classes().get(example.predicted()),
                                    NetInput.of(test.inputShape(), test.pixels(example.index())))));
            print(EvaluationReport.of(
                    test,
                    loaded.synthetic(),
                    predictions,
                    familiar.map(all -> EvaluationReport.Rejection.of(predictions, all))));
        }
        return CommandLine.ExitCode.OK;
    }

    private int pictures(SavedNet saved, String name, ImageFolder own) {
        NetDescription net = saved.description();
        fit.resolveFor(net); // fails early if it does not suit the net
        List<String> problems = new ArrayList<>();
        PictureFolder folder = PictureFolder.of(name, own, net.classes(), fit, problems::add);
        try (Classifier classifier = device.load(saved)) {
            EvaluationReport evaluation = folder.evaluate(classifier, reject, wrong.map(WrongPictures::in));
            print(evaluation);
            return evaluation.images() == folder.labeled().files().size()
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } finally {
            problems.forEach(this::printProblem);
        }
    }

    private void print(EvaluationReport evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? Json.MAPPER
                                .writerWithDefaultPrettyPrinter()
                                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                                .writeValueAsString(evaluation)
                        : evaluation.text().stripTrailing());
        out.flush();
    }

    private void printProblem(String problem) {
        CommandLine line = spec.commandLine();
        line.getErr().println(line.getColorScheme().errorText("evaluate: " + Printable.of(problem)));
    }

    /** The random seed of a run, with which synthetic data is drawn again; 1 for a net apart from its run. */
    static long seedOf(Path folder) {
        return Stream.of(folder, folder.toAbsolutePath().normalize().getParent())
                .filter(RunFolder::isRun)
                .findFirst()
                .map(run -> RecordedRun.read(run).seed())
                .orElse(1L);
    }
}
