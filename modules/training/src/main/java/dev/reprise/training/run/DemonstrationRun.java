package dev.reprise.training.run;

import ai.djl.Device;
import dev.reprise.files.Json;
import dev.reprise.net.Torch;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.store.RunFolder;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Source;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs a demonstration into a run folder: its record, its tables, its result. */
public final class DemonstrationRun implements Demonstration.Stage {
    private final RunOptions options;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final RunFolder folder;

    private DemonstrationRun(RunOptions options, Progress progress, BooleanSupplier stop, RunFolder folder) {
        this.options = options;
        this.progress = progress;
        this.stop = stop;
        this.folder = folder;
    }

    private record Title(String name, Source source, String lookFor) {}

    /** Throws {@link UsageException} where the request asks for what a demonstration cannot do. */
    public static void require(Demonstration study, Request request) {
        if (!request.overrides().equals(Overrides.none())
                || request.options().limit().isPresent()) {
            throw new UsageException(study.name()
                    + " always uses its text's settings; remove --epochs, --learning-rate, --limit and the like");
        }
        if (!request.resume().startsAnew()) {
            throw new UsageException(study.name() + " cannot be resumed; run it again without --resume");
        }
    }

    public static Outcome run(Demonstration study, Request request, Progress progress, BooleanSupplier stop) {
        require(study, request);
        RunOptions options = request.options();
        if (request.seeds() > 1) {
            progress.warning(study.name() + " runs once, with seed " + options.seed());
        }
        Device device = Torch.device(options.device());
        RunFolder folder = request.store().create(study.name(), options.seed());
        int threads = options.threads().orElse(1);
        Torch.useThreads(threads);
        folder.write(new RunRecord(
                RunRecord.FORMAT,
                Json.MAPPER.valueToTree(new Title(study.name(), study.source(), study.lookFor())),
                Map.of(),
                Map.of(),
                options.limit(),
                false,
                Environment.provenance(options.seed(), "", Map.of(), device, threads, "")));
        Demonstration.Shown shown = study.show(new DemonstrationRun(options, progress, stop, folder));
        boolean finished = !stop.getAsBoolean();
        folder.write(RunResult.shown(
                study.name(),
                options.seed(),
                finished ? RunStatus.FINISHED : RunStatus.INTERRUPTED,
                shown.lines(),
                shown.verdicts(),
                shown.checks()));
        return new DemonstrationOutcome(folder.path(), finished, shown);
    }

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean stopped() {
        return stop.getAsBoolean();
    }

    @Override
    public void table(String name, List<? extends List<?>> lines) {
        folder.writeTable(name, lines);
    }

    @Override
    public Optional<Demonstration.TrainedNet> train(Trial trial) {
        RunOutcome outcome = Run.run(trial, Overrides.none(), options, progress, stop);
        return outcome.curves()
                .map(curves -> new Demonstration.TrainedNet(outcome.run().model(), curves, outcome.noVerdict()));
    }
}
