package dev.reprise.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataSource;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.Split;
import dev.reprise.net.Durable;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/** Trains an experiment, judges it, and leaves a run folder. */
public final class Run {
    private static final int GOLDEN_INPUTS = 3;

    private final Experiment experiment;
    private final RunOptions options;
    private final Map<String, String> changes;
    private final LoadedData data;
    private final Optional<RunFolder> begun;
    private final Split split;

    private Run(
            Experiment experiment,
            RunOptions options,
            Map<String, String> changes,
            LoadedData data,
            Optional<RunFolder> begun) {
        this.experiment = experiment;
        this.options = options;
        this.changes = changes;
        this.data = data;
        this.begun = begun;
        this.split = split(experiment, options, data);
    }

    /**
     * What came of a run.
     *
     * @param scores absent where it was interrupted
     */
    public record Outcome(Path folder, Optional<FinalScores> scores, List<Judgement> judgements) {

        /** What a person reads of it: figures, verdicts, where the net is. */
        public List<String> lines() {
            if (scores.isEmpty()) {
                return List.of("interrupted; what was written is in " + folder
                        + "; the same command with --resume goes on from its last checkpoint");
            }
            List<String> lines = new ArrayList<>();
            lines.add(scores.get().text());
            judgements.forEach(judgement -> lines.add(judgement.toString()));
            lines.add("net: " + folder.resolve("model"));
            return lines;
        }
    }

    /**
     * Runs an experiment, with some numbers overridden or none.
     *
     * @param stop asked at each step; where it says so the run ends, as interrupted
     * @throws UsageException for a folder or a number that cannot be had, and the modules' own for a device or a set
     * @throws DivergedException where the loss is no longer finite; the folder says so too
     */
    public static Outcome run(
            Experiment experiment, Overrides overrides, RunOptions options, Progress progress, BooleanSupplier stop) {
        Experiment changed = overrides.apply(experiment);
        LoadedData data = load(changed, options, progress);
        Map<String, String> changes = new LinkedHashMap<>(overrides.changes(experiment));
        int classes = data.train().classes().size();
        List<Layer> layers = Net.withClasses(changed.layers(), classes);
        if (!layers.equals(changed.layers())) {
            changes.put("classes", classes + ", as the data set has");
        }
        options.limit().ifPresent(rows -> changes.put("limit", "the first " + rows + " training rows"));
        Experiment fitted = changed.withNet(layers.toArray(Layer[]::new));
        return new Run(fitted, options, changes, data, Optional.empty()).train(progress, stop);
    }

    /**
     * Goes on with a run that was not finished, from its last checkpoint. On a CPU it ends where it would have ended.
     *
     * @param data folder of data sets, as in {@link RunOptions}
     * @throws UsageException where there is no such run, it is finished, or something changed that breaks the promise
     */
    public static Outcome resume(
            String experiment, Path folder, Optional<Path> data, Progress progress, BooleanSupplier stop) {
        RunFolder begun = RunFolder.of(folder);
        RunRecord record = begun.unfinished();
        if (!record.experiment().name().equals(experiment)) {
            throw new UsageException("--resume: " + folder + " is a run of "
                    + record.experiment().name() + ", not of " + experiment);
        }
        Provenance was = record.provenance();
        RunOptions options =
                new RunOptions(data, record.limit(), was.seed(), was.device(), OptionalInt.of(was.threads()), folder);
        LoadedData loaded = load(record.experiment(), options, progress);
        was.requireSame(Provenance.of(
                was.seed(), loaded.train().name(), loaded.sha256(), Torch.device(was.device()), was.threads()));
        return new Run(record.experiment(), options, record.overridden(), loaded, Optional.of(begun))
                .train(progress, stop);
    }

    /** The newest run of an experiment under a folder of runs that is not finished. */
    public static Path newestUnfinished(Path out, String experiment) {
        return RunFolder.newestUnfinished(out, experiment);
    }

    private static LoadedData load(Experiment experiment, RunOptions options, Progress progress) {
        LoggerFactory.getILoggerFactory(); // before two threads want it at once
        // The engine starts while the data loads: each takes about half a second.
        CompletableFuture<LoadedData> loading = CompletableFuture.supplyAsync(
                () -> DataSource.of(options.data()).load(experiment.dataset(), options.seed()));
        Torch.device(options.device());
        LoadedData data = await(loading);
        data.warnings().forEach(progress::warning);
        return data;
    }

    private Outcome train(Progress progress, BooleanSupplier stop) {
        Device device = Torch.device(options.device());
        try (Model model = Model.newInstance(experiment.name(), device, "PyTorch")) {
            NDManager manager = model.getNDManager();
            Scaling scaling = experiment.preprocessing().fit(split.train(), manager);
            Shape raw = split.train().inputShape();
            Net net = new Net(scaling.outputShape(raw), experiment.layers());
            int threads = options.threads().orElse(Torch.threads(net));
            Torch.useThreads(threads);
            manager.getEngine().setRandomSeed(Long.hashCode(options.seed()));
            experiment.initialValues().initialize(model, net);
            RunFolder folder =
                    begun.orElseGet(() -> RunFolder.create(options.out(), experiment.name(), "seed" + options.seed()));
            progress.started(List.of(
                    experiment.name() + ": " + net.parameterCount() + " parameters, "
                            + split.train().size() + " training examples of "
                            + data.train().name() + ", seed " + options.seed(),
                    "on " + device + " with " + threads + (threads == 1 ? " thread" : " threads") + ", into "
                            + folder.path()));

            Training training = new Training(experiment, model, split, scaling, options.seed());
            Optional<EpochRow> ended;
            try {
                // after the first step: to write JSON for the first time takes a sixth of the whole start
                ended = training.run(
                        folder, progress, stop, () -> folder.json("experiment.json", record(device, threads)));
            } catch (DivergedException e) {
                folder.json("result.json", unfinished(RunResult.Status.DIVERGED));
                throw e;
            } catch (RuntimeException e) {
                folder.json("result.json", unfinished(RunResult.Status.FAILED));
                throw e;
            }
            if (ended.isEmpty()) {
                folder.json("result.json", unfinished(RunResult.Status.INTERRUPTED));
                return new Outcome(folder.path(), Optional.empty(), List.of());
            }
            return finish(folder, model, training, describe(raw, scaling), ended.get());
        }
    }

    private Outcome finish(RunFolder folder, Model model, Training training, NetDescription description, EpochRow row) {
        FinalScores scores = row.scores();
        List<Judgement> judgements = experiment.figures().stream()
                .map(figure -> reasonForNoVerdict()
                        .map(because -> figure.noVerdict(figure.measure().of(scores), because))
                        .orElseGet(() -> figure.judge(figure.measure().of(scores))))
                .toList();
        try (NDManager manager = model.getNDManager().newSubManager()) {
            Durable.delete(folder.path().resolve("model")); // a run that was killed while it ended may have left one
            NDArray golden = split.test().first(GOLDEN_INPUTS).inputs(manager);
            SavedNet.save(folder.path().resolve("model"), description, model, golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Predictions predictions =
                new Predictions((ImageSet) split.test(), training.testProbabilities(description.output()));
        folder.table("predictions.csv", predictions.csv());
        folder.json("result.json", RunResult.finished(experiment, options.seed(), row, predictions, judgements));
        Checkpoint.remove(folder.path());
        return new Outcome(folder.path(), Optional.of(scores), judgements);
    }

    private Optional<String> reasonForNoVerdict() {
        if (data.synthetic()) {
            return Optional.of("the data is made up");
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of("overridden: " + String.join(", ", changes.keySet()));
    }

    private NetDescription describe(Shape raw, Scaling scaling) {
        return NetDescription.classifier(
                experiment.name(),
                data.train().name(),
                raw,
                scaling,
                experiment.layers(),
                data.train().classes());
    }

    private RunRecord record(Device device, int threads) {
        return new RunRecord(
                RunRecord.FORMAT,
                experiment,
                changes,
                options.limit(),
                data.synthetic(),
                Provenance.of(options.seed(), data.train().name(), data.sha256(), device, threads));
    }

    private RunResult unfinished(RunResult.Status status) {
        return RunResult.unfinished(experiment, options.seed(), status);
    }

    private static Split split(Experiment experiment, RunOptions options, LoadedData data) {
        Split whole = Split.of(data.train(), data.test());
        Split split = experiment.heldOut() > 0 ? whole.holdOutLast(experiment.heldOut()) : whole;
        return options.limit().isPresent() ? split.trainOnFirst(options.limit().getAsInt()) : split;
    }

    private static LoadedData await(CompletableFuture<LoadedData> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
