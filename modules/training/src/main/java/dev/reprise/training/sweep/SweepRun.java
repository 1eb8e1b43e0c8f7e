package dev.reprise.training.sweep;

import dev.reprise.files.Json;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunStatus;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.SweepRow;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Run;
import dev.reprise.training.run.RunOutcome;
import dev.reprise.training.sweep.SweepFindings.Made;
import dev.reprise.training.sweep.SweepPlan.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Many runs, one after the other: an experiment over random seeds, or the trials of a sweep.
 *
 * <p>Writes {@code sweep.csv}, a line for each run as it ends, and {@code sweep.json} into {@code
 * <out>/<name>/<time>-sweep/}. A run that diverges is a line, not the end. An interrupted sweep can be resumed.
 */
public final class SweepRun {
    private final SweepPlan plan;
    private final Request request;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final List<SweepRow> rows = new ArrayList<>();

    private SweepRun(SweepPlan plan, Request request, Progress progress, BooleanSupplier stop) {
        this.plan = plan;
        this.request = request;
        this.progress = progress;
        this.stop = stop;
    }

    /** An experiment once for each seed; the mean of its values is judged. */
    public static SweepOutcome overSeeds(
            Experiment experiment, Request request, Progress progress, BooleanSupplier stop) {
        return new SweepRun(SweepPlan.overSeeds(experiment, request), request, progress, stop)
                .run(made -> SweepFindings.overSeeds(experiment, made));
    }

    /** Every trial of a sweep, for each seed; the best is judged, and each trial that has published values of its own. */
    public static SweepOutcome over(Sweep sweep, Request request, Progress progress, BooleanSupplier stop) {
        require(sweep, request);
        return new SweepRun(SweepPlan.over(sweep, request), request, progress, stop)
                .run(made -> SweepFindings.over(sweep, made));
    }

    /** Throws {@link dev.reprise.training.experiment.UsageException} where a value that the sweep varies is overridden. */
    public static void require(Sweep sweep, Request request) {
        request.overrides()
                .requireApart(
                        sweep.name(), sweep.trials().apply(request.options().seed()));
    }

    private SweepOutcome run(Function<Made, SweepFindings> findings) {
        String key = plan.key(request);
        Optional<SweepFolder> resumed = request.resume().sweep(request.store(), plan.name(), key);
        List<SweepRow> known =
                new ArrayList<>(resumed.map(SweepFolder::resumeRows).orElse(List.of()));
        Optional<SweepFolder> folder = resumed; // a new one is created when the first run has shown no usage error
        for (Planned planned : plan.runs()) {
            if (stop.getAsBoolean()) {
                break;
            }
            Optional<SweepRow> row = take(known, planned);
            if (row.isEmpty()) {
                row = run(planned, resumed);
                if (row.isEmpty()) {
                    break; // interrupted
                }
                folder = Optional.of(folder.orElseGet(() -> create(key)));
                folder.get().append(row.get());
            }
            rows.add(row.get());
        }
        return finish(folder.orElseGet(() -> create(key)), key, findings);
    }

    private SweepFolder create(String key) {
        return request.store()
                .createSweep(
                        SweepRecord.running(
                                plan.name(),
                                key,
                                request.options().seed(),
                                request.seeds(),
                                plan.runs().size()),
                        plan.names());
    }

    private static Optional<SweepRow> take(List<SweepRow> known, Planned planned) {
        Optional<SweepRow> found = known.stream()
                .filter(row -> row.trial().equals(planned.trial().values()) && row.seed() == planned.seed())
                .findFirst();
        found.ifPresent(known::remove);
        return found;
    }

    /** The row of a run made now; empty where it was interrupted. */
    private Optional<SweepRow> run(Planned planned, Optional<SweepFolder> resumed) {
        Trial trial = planned.trial();
        Request one = Request.of(Overrides.none(), request.options().withSeed(planned.seed()));
        try {
            Optional<RunFolder> unfinished = resumed.flatMap(sweep -> unfinishedRun(sweep, planned));
            RunOutcome outcome = unfinished.isPresent()
                    ? Run.resume(trial.experiment(), unfinished.get(), one, progress, stop)
                    : Run.run(trial, request.overrides(), one.options(), progress, stop);
            return outcome.curves()
                    .map(curves -> SweepRow.finished(
                            trial.values(),
                            planned.seed(),
                            outcome.folder().getFileName().toString(),
                            curves));
        } catch (DivergedException e) {
            progress.warning(e.getMessage());
            return Optional.of(SweepRow.diverged(trial.values(), planned.seed()));
        }
    }

    /** A run that was interrupted together with the sweep. */
    private Optional<RunFolder> unfinishedRun(SweepFolder sweep, Planned planned) {
        Experiment wanted = request.overrides().apply(planned.trial().experiment());
        return request.store()
                .unfinishedSince(sweep, wanted.name())
                .filter(run -> isOf(run, planned, wanted))
                .findFirst();
    }

    /** Whether a run is the planned one and has a whole checkpoint; one that cannot be read is made again. */
    private boolean isOf(RunFolder run, Planned planned, Experiment wanted) {
        try {
            RunRecord record = run.record();
            return record.provenance().seed() == planned.seed()
                    && record.trial().equals(planned.trial().values())
                    && record.limit().equals(request.options().limit())
                    && Json.MAPPER
                            .treeToValue(record.experiment(), Experiment.class)
                            .equals(wanted)
                    && Checkpoint.read(run).isPresent();
        } catch (RunException | JacksonException e) {
            LoggerFactory.getLogger(SweepRun.class).debug("not resumed: {}", run, e);
            return false;
        }
    }

    private SweepOutcome finish(SweepFolder folder, String key, Function<Made, SweepFindings> of) {
        Made made = new Made(folder, plan, rows);
        SweepFindings findings = made.means().isEmpty() ? SweepFindings.NONE : of.apply(made);
        SweepRecord record = new SweepRecord(
                SweepRecord.FORMAT,
                plan.name(),
                rows.size() == plan.runs().size() ? RunStatus.FINISHED : RunStatus.INTERRUPTED,
                key,
                request.options().seed(),
                request.seeds(),
                rows.size(),
                plan.runs().size(),
                findings.summaries(),
                findings.trials(),
                findings.best(),
                findings.verdicts(),
                findings.checks());
        folder.write(record);
        return new SweepOutcome(folder, record);
    }
}
