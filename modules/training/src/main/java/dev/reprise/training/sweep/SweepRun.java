package dev.reprise.training.sweep;

import dev.reprise.files.Json;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunStatus;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.SweepRow;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.run.Failure;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.TrainingJob;
import dev.reprise.training.run.TrainingJob.End;
import dev.reprise.training.run.Trainings;
import dev.reprise.training.sweep.Plan.Planned;
import dev.reprise.training.sweep.SweepFindings.Made;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Many runs: an experiment over random seeds, or the trials of a sweep.
 *
 * <p>Writes {@code sweep.csv}, a line for each run as it ends, and {@code sweep.json} into {@code
 * <out>/<name>/<time>-sweep/}. A run that diverges or fails is a line, not the end. A sweep that was interrupted, or with runs
 * that failed, can be resumed: it makes those.
 */
public final class SweepRun {
    private final Plan plan;
    private final Request request;
    private final Progress progress;
    private final Trainings trainings;
    private final String key;
    private final String start = RunStore.now();
    private final Map<Integer, SweepRow> rows = new TreeMap<>(); // by number in the plan
    private final List<SweepRow> known; // of an interrupted sweep, as far as they are not among the rows yet
    private final List<String> failures = new ArrayList<>();
    private Optional<SweepFolder> folder; // a new one is created when the first run has shown no usage error

    private SweepRun(Plan plan, Request request, Progress progress, Trainings trainings) {
        this.plan = plan;
        this.request = request;
        this.progress = progress;
        this.trainings = trainings;
        this.key = plan.key(request);
        this.folder = request.resume().sweep(request.store(), plan.name(), key);
        this.known = new ArrayList<>(folder.map(SweepFolder::resumeRows).orElse(List.of()));
        if (plan.retriesFailed()) {
            known.removeIf(SweepRow::failed);
        }
    }

    /** An experiment once for each seed; the mean of its values is judged. */
    public static SweepOutcome overSeeds(
            Experiment experiment, Request request, Progress progress, Trainings trainings) {
        return new SweepRun(SweepPlan.overSeeds(experiment, request), request, progress, trainings)
                .run(made -> SweepFindings.overSeeds(experiment, made));
    }

    /** Every trial of a sweep, for each seed; the best is judged, and each trial that has published values of its own. */
    public static SweepOutcome over(Sweep sweep, Request request, Progress progress, Trainings trainings) {
        require(sweep, request);
        return new SweepRun(SweepPlan.over(sweep, request), request, progress, trainings)
                .run(made -> SweepFindings.over(sweep, made));
    }

    /** The trials of a search, each chosen by how those before it ended. */
    public static SweepOutcome over(Search search, Request request, Progress progress, Trainings trainings) {
        return new SweepRun(SearchPlan.of(search, request), request, progress, trainings)
                .run(made -> SweepFindings.ofSearch(search, made));
    }

    /** Throws {@link dev.reprise.training.experiment.UsageException} where a value that the sweep varies is overridden. */
    public static void require(Sweep sweep, Request request) {
        request.overrides()
                .requireApart(
                        sweep.name(), sweep.trials().apply(request.options().seed()));
    }

    private SweepOutcome run(Function<Made, SweepFindings> findings) {
        IdentityHashMap<TrainingJob, Integer> numbers = new IdentityHashMap<>();
        trainings.make(
                new Jobs(numbers),
                request,
                (job, end) -> row(job, end).ifPresent(row -> {
                    rows.put(numbers.get(job), row);
                    created().append(row);
                }));
        return finish(findings);
    }

    /** The trainings that are left to make; the next one is planned when it is asked for. */
    private final class Jobs implements Iterator<TrainingJob> {
        private final IdentityHashMap<TrainingJob, Integer> numbers;
        private final Set<Path> taken = new HashSet<>();
        private int number;
        private Optional<TrainingJob> next = Optional.empty();

        Jobs(IdentityHashMap<TrainingJob, Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty()) {
                Optional<Planned> planned = plan.run(number, List.copyOf(rows.values()), known);
                if (planned.isEmpty()) {
                    return false;
                }
                next = job(planned.get());
                next.ifPresent(job -> numbers.put(job, number));
                number++;
            }
            return true;
        }

        @Override
        public TrainingJob next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TrainingJob job = next.orElseThrow();
            next = Optional.empty();
            return job;
        }

        /** What is left to do for a planned run; nothing where it was made before, or cannot be made. */
        private Optional<TrainingJob> job(Planned planned) {
            Optional<SweepRow> row = take(planned);
            if (row.isPresent()) {
                rows.put(number, row.get());
                return Optional.empty();
            }
            Optional<RunFolder> unfinished = planned.fault().isPresent()
                    ? Optional.empty()
                    : folder.flatMap(sweep -> unfinishedRun(sweep, planned, taken));
            unfinished.ifPresent(run -> taken.add(run.path()));
            TrainingJob job =
                    new TrainingJob(plan.name(), planned.number(), planned.trial(), planned.seed(), unfinished);
            if (planned.fault().isPresent()) {
                SweepRow failed = noted(job, planned.fault().get());
                rows.put(number, failed);
                created().append(failed);
                return Optional.empty();
            }
            return Optional.of(job);
        }
    }

    private SweepFolder created() {
        folder = Optional.of(folder.orElseGet(() -> request.store()
                .createSweep(
                        SweepRecord.running(
                                plan.name(), key, request.options().seed(), request.seeds(), plan.size(), plan.asked()),
                        plan.names(),
                        start)));
        return folder.get();
    }

    private Optional<SweepRow> take(Planned planned) {
        Optional<SweepRow> found = known.stream()
                .filter(row -> row.trial().equals(planned.trial().values()) && row.seed() == planned.seed())
                .findFirst();
        found.ifPresent(known::remove);
        return found;
    }

    /** The row of a training; empty where it was interrupted. */
    private Optional<SweepRow> row(TrainingJob job, End end) {
        Map<String, String> values = job.trial().values();
        if (end instanceof End.Finished finished) {
            return Optional.of(SweepRow.finished(
                    values,
                    job.seed(),
                    finished.folder().getFileName().toString(),
                    RecordedRun.read(finished.folder()).curves().orElseThrow(),
                    plan.measures()));
        }
        if (end instanceof End.Diverged diverged) {
            progress.warning(job.title() + ": " + diverged.reason());
            return Optional.of(SweepRow.diverged(values, job.seed()));
        }
        if (end instanceof End.Failed failed) {
            return Optional.of(failed(job, failed.cause()));
        }
        return Optional.empty();
    }

    private SweepRow failed(TrainingJob job, Throwable cause) {
        if (folder.isEmpty() && cause instanceof RuntimeException usageError && Failure.isUsageError(cause)) {
            throw usageError; // nothing is started yet, and the others would fail like it
        }
        return noted(job, cause);
    }

    private SweepRow noted(TrainingJob job, Throwable cause) {
        LoggerFactory.getLogger(SweepRun.class).debug("failed: {}", job.title(), cause);
        String line = job.title() + ": " + Failure.reason(cause);
        failures.add(line);
        progress.warning(line);
        return SweepRow.failed(job.trial().values(), job.seed());
    }

    /** A run that was interrupted together with the sweep, and that no other job resumes. */
    private Optional<RunFolder> unfinishedRun(SweepFolder sweep, Planned planned, Set<Path> taken) {
        Experiment wanted = request.overrides().apply(planned.trial().experiment());
        return request.store()
                .unfinishedSince(sweep, wanted.name())
                .filter(run -> !taken.contains(run.path()) && isOf(run, planned, wanted))
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

    private SweepOutcome finish(Function<Made, SweepFindings> of) {
        List<SweepRow> all = Stream.concat(rows.values().stream(), known.stream())
                .toList(); // also those that an interruption did not come to
        created().write(plan.names(), all);
        List<SweepRow> counted = all.stream().filter(row -> !row.failed()).toList();
        Made made = new Made(created(), plan, counted);
        SweepFindings findings = made.means().isEmpty() ? SweepFindings.NONE : of.apply(made);
        SweepRecord record = new SweepRecord(
                SweepRecord.FORMAT,
                plan.name(),
                status(all.size(), counted.size()),
                key,
                request.options().seed(),
                request.seeds(),
                counted.size(),
                plan.size(),
                findings.summaries(),
                findings.trials(),
                findings.best(),
                findings.verdicts(),
                findings.checks(),
                failures,
                plan.asked());
        created().write(record);
        return new SweepOutcome(created(), record);
    }

    private RunStatus status(int ended, int counted) {
        int planned = plan.size();
        if (counted == planned) {
            return RunStatus.FINISHED;
        }
        return ended == planned ? RunStatus.FAILED : RunStatus.INTERRUPTED;
    }
}
