package dev.reprise.training.run;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.Examples;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.data.Split;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.files.Durable;
import dev.reprise.files.Json;
import dev.reprise.net.InputPreparation;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Output;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Scaling;
import dev.reprise.net.Task;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.net.familiarity.Familiarity;
import dev.reprise.results.CheckResult;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.Curves;
import dev.reprise.results.Predictions;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunLock;
import dev.reprise.results.store.RunStore;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Keep;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Rows;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.loop.Training;
import dev.reprise.training.program.TrainingProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/** One training of an experiment into a run folder: trains, judges, saves. */
public final class Run {
    private static final int FAMILIAR_INPUTS = 20_000;
    private static final int GOLDEN_INPUTS = 3;

    private final Experiment experiment;
    private final Map<String, String> trial;
    private final RunOptions options;
    private final Map<String, String> changes;
    private final LoadedData<? extends Examples> data;
    private final Optional<RunFolder> resumed;
    private final Split split;

    private Run(
            Trial trial,
            RunOptions options,
            Map<String, String> changes,
            LoadedData<? extends Examples> data,
            Optional<RunFolder> resumed) {
        this.experiment = trial.experiment();
        this.trial = trial.values();
        this.options = options;
        this.changes = changes;
        this.data = data;
        this.resumed = resumed;
        Split rows = experiment.data().rows().split(data);
        this.split =
                options.limit().isPresent() ? rows.trainOnFirst(options.limit().getAsInt()) : rows;
    }

    /**
     * Runs an experiment once, or resumes the run that the request names.
     *
     * @throws dev.reprise.training.experiment.UsageException for a value that does not apply, and the modules' own
     *     exceptions for a device, a data set or a run folder
     * @throws DivergedException where the loss is no longer finite; the run's status is then diverged
     */
    public static RunOutcome run(Experiment experiment, Request request, Progress progress, BooleanSupplier stop) {
        Optional<RunFolder> unfinished = request.resume().run(request.store(), experiment.name());
        return unfinished.isPresent()
                ? resume(experiment, unfinished.get(), request, progress, stop)
                : run(Trial.of(experiment), request.overrides(), request.options(), progress, stop);
    }

    /** Runs one trial of a sweep, whose values go into the record. */
    public static RunOutcome run(
            Trial trial, Overrides overrides, RunOptions options, Progress progress, BooleanSupplier stop) {
        Experiment experiment = overrides.apply(trial.experiment());
        Map<String, String> changes = new LinkedHashMap<>(overrides.changes(trial.experiment()));
        LoadedData<? extends Examples> data = load(experiment, options, progress);
        int classes = data.train().classes().size();
        List<Layer> layers = classes == 0
                ? experiment.net().layers()
                : Net.withClasses(experiment.net().layers(), classes);
        if (!layers.equals(experiment.net().layers())) {
            changes.put("classes", classes + ", as the data set has");
        }
        Rows rows = experiment.data().rows().fitting(data);
        if (!rows.equals(experiment.data().rows())) {
            changes.put(
                    "rows",
                    rows.heldOut() + " held out, as the set has only "
                            + data.train().size() + " training rows");
        }
        if (data.origin() == LoadedData.Origin.CHANGED) {
            changes.put("data", "not the published files of " + data.train().name());
        }
        options.limit().ifPresent(limit -> changes.put("limit", "the first " + limit + " training rows"));
        Trial fitted = new Trial(
                trial.values(), experiment.toBuilder().net(layers).rows(rows).build());
        return new Run(fitted, options, changes, data, Optional.empty()).train(progress, stop);
    }

    /**
     * Resumes a run that did not finish, from its last checkpoint. On a CPU it ends where it would have ended.
     *
     * @param experiment as the program has it now
     * @throws dev.reprise.results.store.RunException where the run is finished, or something changed that breaks the
     *     promise
     */
    public static RunOutcome resume(
            Experiment experiment, RunFolder folder, Request request, Progress progress, BooleanSupplier stop) {
        Resumption resumption = new Resumption(folder, request);
        Experiment wanted = resumption.wanted(experiment);
        RunOptions options = resumption.options();
        LoadedData<? extends Examples> data = load(wanted, options, progress);
        Map<String, String> changes = resumption.changes(experiment, options, data);
        return new Run(new Trial(resumption.trial(), wanted), options, changes, data, Optional.of(folder))
                .train(progress, stop);
    }

    private static LoadedData<? extends Examples> load(Experiment experiment, RunOptions options, Progress progress) {
        LoggerFactory.getILoggerFactory(); // before two threads want it at once
        if (!Torch.isUnpacked()) {
            progress.started(List.of("unpacking libtorch (430 MB, the first time only)"));
        }
        // The engine starts while the data loads: each takes about half a second.
        CompletableFuture<LoadedData<? extends Examples>> loading = CompletableFuture.supplyAsync(
                () -> experiment.data().dataset().load(Datasets.of(options.data()), options.seed()));
        Torch.device(options.device());
        LoadedData<? extends Examples> data = await(loading);
        data.warnings().forEach(progress::warning);
        return data;
    }

    private RunOutcome train(Progress progress, BooleanSupplier stop) {
        Device device = Torch.device(options.device());
        try (Model model = Model.newInstance(experiment.name(), device, "PyTorch")) {
            NDManager manager = model.getNDManager();
            Scaling scaling = experiment.data().preprocessing().fit(split.train(), manager);
            Shape raw = split.train().inputShape();
            Net net = new Net(scaling.outputShape(raw), experiment.net().layers());
            requireWholeBatches(net);
            WeightLayout layout = options.layout().orElse(WeightLayout.suiting(device));
            int threads = options.threads().orElse(Torch.threads(net));
            Torch.useThreads(threads);
            Torch.keepMemory(net);
            manager.getEngine().setRandomSeed(RandomStream.engineSeed(options.seed(), 0, Purpose.INITIAL_VALUES));
            experiment.net().initialValues().initialize(model, net);
            RunFolder folder =
                    resumed.orElseGet(() -> new RunStore(options.out()).create(experiment.name(), options.seed()));
            try (RunLock lock = folder.lock()) {
                if (resumed.isPresent()) {
                    folder.prepareToResume(lock);
                }
                RunRecord record = record(device, threads, net.convolves() ? layout.toString() : "");
                folder.write(record);
                progress.started(started(net, device, threads, folder));
                layout.apply(model.getBlock(), manager);
                TrainingProgram program = TrainingProgram.of(experiment, net, raw, scaling, layout, device);
                Training training = new Training(program, model, split, options.seed());
                Optional<Curves> curves = train(training, folder, progress, stop);
                if (curves.isEmpty()) {
                    return RunOutcome.interrupted(folder);
                }
                RunOutcome outcome = finish(folder, record, model, training, describe(raw, scaling), curves.get());
                folder.cleanUp(lock);
                return outcome;
            }
        }
    }

    /** Batch normalization divides by the standard deviation of a batch, which a single value does not have. */
    private void requireWholeBatches(Net net) {
        Experiment.Training plan = experiment.training();
        int rows = split.train().size();
        int last = plan.order().lastBatch(rows, plan.batchSize());
        for (Net.Step step : net.steps()) {
            Shape input = step.input();
            if (step.layer() instanceof Layer.BatchNorm && last * input.size() / input.get(0) < 2) {
                throw new UsageException(
                        "the last batch has " + last + " of " + rows
                                + " training rows, and batch normalization needs at least 2; use another --batch-size or --limit");
            }
        }
    }

    private List<String> started(Net net, Device device, int threads, RunFolder folder) {
        return List.of(
                (trial.isEmpty() ? experiment.name() : experiment.name() + " " + trial) + ": " + net.parameterCount()
                        + " parameters, " + split.train().size() + " training examples of "
                        + data.train().name() + ", seed " + options.seed(),
                "on " + device + " with " + threads + (threads == 1 ? " thread" : " threads") + ", into " + folder);
    }

    /** The curves of the whole training; empty where it was interrupted, which the folder says. */
    private Optional<Curves> train(Training training, RunFolder folder, Progress progress, BooleanSupplier stop) {
        try {
            Optional<Curves> curves = training.run(folder, progress, stop);
            if (curves.isEmpty()) {
                folder.write(unfinished(RunStatus.INTERRUPTED));
            }
            return curves;
        } catch (DivergedException e) {
            folder.write(unfinished(RunStatus.DIVERGED));
            throw Checkpoint.read(folder)
                    .map(checkpoint -> e.with("the checkpoint of epoch " + checkpoint.epoch()
                            + " is kept: resume from it with a lower rate by --resume " + folder
                            + " --force --learning-rate"))
                    .orElse(e);
        } catch (RuntimeException e) {
            folder.writeAfter(e, unfinished(RunStatus.FAILED));
            throw e;
        }
    }

    private RunOutcome finish(
            RunFolder folder,
            RunRecord record,
            Model model,
            Training training,
            NetDescription description,
            Curves curves) {
        Optional<String> noVerdict = record.noVerdict();
        List<Verdict> verdicts = experiment.published().values().stream()
                .map(value -> value.judge(value.measure().of(curves), noVerdict))
                .toList();
        List<CheckResult> checks = noVerdict.isPresent()
                ? List.of()
                : experiment.published().expectations().stream()
                        .map(expectation -> expectation.check(List.of(curves)))
                        .toList();
        try (NDManager manager = model.getNDManager().newSubManager()) {
            Durable.delete(folder.model()); // a run that was killed while it ended may have left one
            NDArray golden = split.test().first(GOLDEN_INPUTS).inputs(manager);
            SavedNet.save(folder.model(), description, model, golden, familiarity(description, model, manager));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Predictions> predictions = split.test() instanceof ImageSet images
                ? Optional.of(Predictions.of(
                        images.labels(),
                        training.testProbabilities(description.output()),
                        images.classes().size()))
                : Optional.empty();
        predictions.ifPresent(folder::write);
        RunResult result = result(curves, predictions, verdicts, checks);
        folder.writeCard(ModelCard.of(record, result, description, folder.path()));
        folder.write(result);
        return new RunOutcome(folder, Optional.of(curves), split.test().size(), verdicts, checks, noVerdict);
    }

    /** What tells inputs that the net knows from others: of classifiers of images, measured on the validation images if there are some. */
    private SavedNet.Supplement familiarity(NetDescription description, Model model, NDManager manager) {
        if (description.task() != Task.CLASSIFICATION || !(split.train() instanceof ImageSet)) {
            return beside -> {};
        }
        return Familiarity.fit(
                description,
                model.getBlock(),
                split.train().first(FAMILIAR_INPUTS).inputs(manager),
                split.validation().orElse(split.test()).inputs(manager),
                split.validation().isPresent() ? "validation" : "test")::write;
    }

    private RunResult result(
            Curves curves, Optional<Predictions> predictions, List<Verdict> verdicts, List<CheckResult> checks) {
        Optional<ConfusionMatrix> confusion = predictions.map(Predictions::confusion);
        List<ClassScores> perClass =
                confusion.map(all -> all.perClass(split.test().classes())).orElse(List.of());
        return new RunResult(
                RunResult.FORMAT,
                experiment.name(),
                options.seed(),
                RunStatus.FINISHED,
                experiment.training().epochs(),
                Optional.of(curves.selected().scores()),
                Optional.of(new RunResult.SelectedEpoch(
                        curves.selected().epoch(), experiment.training().keep() == Keep.LAST ? "last" : "validation")),
                perClass,
                confusion,
                curves.weights(),
                verdicts,
                checks,
                List.of());
    }

    private NetDescription describe(Shape raw, Scaling scaling) {
        String dataset = data.train().name();
        List<Layer> layers = experiment.net().layers();
        if (experiment.training().criterion().expects() == Output.VALUES) {
            return NetDescription.regression(experiment.name(), dataset, raw, scaling, layers);
        }
        NetDescription classifier = NetDescription.classifier(
                experiment.name(), dataset, raw, scaling, layers, data.train().classes());
        return data.train() instanceof ImageSet images
                ? classifier.withPreparation(new InputPreparation(Datasets.placement(dataset), images.background()))
                : classifier;
    }

    private RunRecord record(Device device, int threads, String layout) {
        return new RunRecord(
                RunRecord.FORMAT,
                Json.MAPPER.valueToTree(experiment),
                trial,
                changes,
                options.limit(),
                data.synthetic(),
                Environment.provenance(options.seed(), data.train().name(), data.sha256(), device, threads, layout));
    }

    private RunResult unfinished(RunStatus status) {
        return RunResult.unfinished(
                experiment.name(), options.seed(), experiment.training().epochs(), status);
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
