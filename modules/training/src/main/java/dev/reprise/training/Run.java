package dev.reprise.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.data.DataSource;
import dev.reprise.data.Examples;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/** Trains an experiment, judges it, and leaves a run folder. */
public final class Run {
    private static final int GOLDEN_INPUTS = 3;
    private static final int FEW_WEIGHTS = 32;

    private final Experiment experiment;
    private final Map<String, String> trial;
    private final RunOptions options;
    private final Map<String, String> changes;
    private final LoadedData<? extends Examples> data;
    private final Optional<RunFolder> begun;
    private final Split split;

    private Run(
            Trial trial,
            RunOptions options,
            Map<String, String> changes,
            LoadedData<? extends Examples> data,
            Optional<RunFolder> begun) {
        this.experiment = trial.experiment();
        this.trial = trial.numbers();
        this.options = options;
        this.changes = changes;
        this.data = data;
        this.begun = begun;
        this.split = split(experiment, options, data);
    }

    /**
     * Runs an experiment once, with some numbers overridden or none, or goes on with a run.
     *
     * @throws UsageException for a folder or a number that cannot be had, and the modules' own for a device or a set
     * @throws DivergedException where the loss is no longer finite; the folder says so too
     */
    public static RunOutcome run(Experiment experiment, Request request, Progress progress, BooleanSupplier stop) {
        RunOptions options = request.options();
        Optional<Path> unfinished = request.resume().run(options.out(), experiment.name());
        if (unfinished.isPresent()) {
            return resume(experiment, Resumption.of(unfinished.get(), request), progress, stop);
        }
        return run(experiment, request.overrides(), options, progress, stop);
    }

    /** Runs an experiment once. */
    public static RunOutcome run(
            Experiment experiment, Overrides overrides, RunOptions options, Progress progress, BooleanSupplier stop) {
        return run(Trial.of(experiment), overrides, options, progress, stop);
    }

    /** Runs one trial of a sweep, whose numbers go into the record. */
    static RunOutcome run(
            Trial trial, Overrides overrides, RunOptions options, Progress progress, BooleanSupplier stop) {
        Experiment experiment = trial.experiment();
        Experiment changed = overrides.apply(experiment);
        LoadedData<? extends Examples> data = load(changed, options, progress);
        Map<String, String> changes = new LinkedHashMap<>(overrides.changes(experiment));
        List<Layer> layers = changed.layers();
        if (!data.train().classes().isEmpty()) {
            layers = Net.withClasses(layers, data.train().classes().size());
        }
        if (!layers.equals(changed.layers())) {
            changes.put("classes", data.train().classes().size() + ", as the data set has");
        }
        options.limit().ifPresent(rows -> changes.put("limit", "the first " + rows + " training rows"));
        Trial fitted = new Trial(trial.numbers(), changed.withNet(layers.toArray(Layer[]::new)));
        return new Run(fitted, options, changes, data, Optional.empty()).train(progress, stop);
    }

    /**
     * Goes on with a run that was not finished, from its last checkpoint. On a CPU it ends where it would have ended.
     *
     * @param experiment as the program has it now
     * @throws UsageException where there is no such run, it is finished, or something changed that breaks the promise
     */
    public static RunOutcome resume(Experiment experiment, Resumption how, Progress progress, BooleanSupplier stop) {
        RunFolder begun = RunFolder.of(how.folder());
        RunRecord record = begun.unfinished();
        Experiment wanted = how.wanted(experiment, record);
        RunOptions options = how.options(record);
        LoadedData<? extends Examples> data = load(wanted, options, progress);
        Map<String, String> changes = how.changes(experiment, record, data);
        return new Run(new Trial(record.trial(), wanted), options, changes, data, Optional.of(begun))
                .train(progress, stop);
    }

    private static LoadedData<? extends Examples> load(Experiment experiment, RunOptions options, Progress progress) {
        LoggerFactory.getILoggerFactory(); // before two threads want it at once
        // The engine starts while the data loads: each takes about half a second.
        CompletableFuture<LoadedData<? extends Examples>> loading = CompletableFuture.supplyAsync(
                () -> experiment.dataset().load(DataSource.of(options.data()), options.seed()));
        Torch.device(options.device());
        LoadedData<? extends Examples> data = await(loading);
        data.warnings().forEach(progress::warning);
        return data;
    }

    private RunOutcome train(Progress progress, BooleanSupplier stop) {
        Device device = Torch.device(options.device());
        try (RunLock lock = new RunLock();
                Model model = Model.newInstance(experiment.name(), device, "PyTorch")) {
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
            lock.take(folder.path());
            begun.ifPresent(RunFolder::takeUp);
            progress.started(List.of(
                    (trial.isEmpty() ? experiment.name() : experiment.name() + " " + trial) + ": "
                            + net.parameterCount() + " parameters, "
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
                throw e.withCheckpoint(folder.path());
            } catch (RuntimeException e) {
                folder.jsonAfter(e, "result.json", unfinished(RunResult.Status.FAILED));
                throw e;
            }
            if (ended.isEmpty()) {
                folder.json("result.json", unfinished(RunResult.Status.INTERRUPTED));
                return RunOutcome.interrupted(folder.path());
            }
            return finish(folder, model, training, describe(raw, scaling), ended.get());
        }
    }

    private RunOutcome finish(
            RunFolder folder, Model model, Training training, NetDescription description, EpochRow row) {
        Curves curves = Curves.of(folder, row, fewWeights(model.getBlock()));
        Optional<String> noVerdict = record(model.getNDManager().getDevice(), 1).noVerdict();
        List<Judgement> judgements = experiment.figures().stream()
                .map(figure -> noVerdict
                        .map(because -> figure.noVerdict(figure.measure().of(curves), because))
                        .orElseGet(() -> figure.judge(figure.measure().of(curves))))
                .toList();
        List<Seen> seen = noVerdict.isPresent()
                ? List.of()
                : experiment.expectations().stream()
                        .map(expectation -> expectation.in(List.of(curves)))
                        .toList();
        try (NDManager manager = model.getNDManager().newSubManager()) {
            Durable.delete(folder.path().resolve("model")); // a run that was killed while it ended may have left one
            NDArray golden = split.test().first(GOLDEN_INPUTS).inputs(manager);
            SavedNet.save(folder.path().resolve("model"), description, model, golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Predictions> predictions = split.test() instanceof ImageSet images
                ? Optional.of(new Predictions(images, training.testProbabilities(description.output())))
                : Optional.empty();
        predictions.ifPresent(all -> folder.table("predictions.csv", all.csv()));
        folder.json(
                "result.json", RunResult.finished(experiment, options.seed(), curves, predictions, judgements, seen));
        folder.putAway();
        return new RunOutcome(folder.path(), Optional.of(curves), split.test().size(), judgements, seen, noVerdict);
    }

    /** The weights of a net that is one linear layer with at most {@value #FEW_WEIGHTS} inputs; of others none. */
    private static List<Float> fewWeights(Block block) {
        List<Parameter> weights = block.getParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .toList();
        if (weights.size() != 1 || weights.get(0).getArray().size() > FEW_WEIGHTS) {
            return List.of();
        }
        List<Float> values = new ArrayList<>();
        for (float value : weights.get(0).getArray().toFloatArray()) {
            values.add(value);
        }
        return values;
    }

    private NetDescription describe(Shape raw, Scaling scaling) {
        String dataset = data.train().name();
        return experiment.criterion().expects() == Expects.VALUES
                ? NetDescription.regression(experiment.name(), dataset, raw, scaling, experiment.layers())
                : NetDescription.classifier(
                        experiment.name(),
                        dataset,
                        raw,
                        scaling,
                        experiment.layers(),
                        data.train().classes());
    }

    private RunRecord record(Device device, int threads) {
        return new RunRecord(
                RunRecord.FORMAT,
                experiment,
                trial,
                changes,
                options.limit(),
                data.synthetic(),
                Provenance.of(options.seed(), data.train().name(), data.sha256(), device, threads));
    }

    private RunResult unfinished(RunResult.Status status) {
        return RunResult.unfinished(experiment, options.seed(), status);
    }

    private static Split split(Experiment experiment, RunOptions options, LoadedData<? extends Examples> data) {
        Split split = experiment.rows().split(data);
        return options.limit().isPresent() ? split.trainOnFirst(options.limit().getAsInt()) : split;
    }

    private static LoadedData<? extends Examples> await(CompletableFuture<LoadedData<? extends Examples>> loading) {
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
