package dev.reprise.cli;

import dev.reprise.cli.jobs.ChildPool;
import dev.reprise.cli.jobs.ChildSide;
import dev.reprise.cli.jobs.ChildTrainings;
import dev.reprise.cli.jobs.JobsDisplay;
import dev.reprise.cli.jobs.ProgramCommand;
import dev.reprise.terminal.Interruption;
import dev.reprise.training.Runner;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import dev.reprise.training.run.TrainingJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains experiments, compares them with what their texts print, and says where the nets are. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Train, evaluate, save, and compare with the published figures.",
        footer = {
            "",
            "You may override values of the experiment: the run records them and gets no verdict.",
            "Results go to stdout, progress to stderr."
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(4); // an interrupted process must end within five
    private static final String STILL_BUSY =
            "exiting now. Resume from the last checkpoint, if there is one, with: run NAME --resume";

    private final Studies studies;
    private final ProgramCommand program;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "Experiments, or 'all'. One that fails does not stop the others.")
    private List<String> names;

    @Mixin
    private TrainingOptions training;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Repeat with N seeds, starting at --seed; the mean gets the verdict.")
    private int seeds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Train N seeds, trials or NAMEs at once, each in a process of its own, with the results of one after the other",
                "(default: ${DEFAULT-VALUE}). Without --threads each has its share of the cores."
            })
    private int jobs;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            arity = "0..1",
            fallbackValue = "",
            description = {
                "Resume the run or sweep in this folder, or NAME's newest unfinished one.",
                "With several NAMEs: continue with the ones that failed or have not finished yet."
            })
    private Optional<String> resume;

    @Option(
            names = "--force",
            description =
                    "With --resume: resume even if code, data or environment changed; the run is marked and gets no verdict.")
    private boolean force;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Option(names = "--child", hidden = true, description = "Talk to the process that started this one.")
    private boolean child;

    @Option(names = "--trial", hidden = true, description = "Train only this trial of the study, counted from 0.")
    private Optional<Integer> trial;

    @Mixin
    private SearchTrialOptions searched;

    @Option(
            names = "--since",
            hidden = true,
            description = "Resume the newest unfinished run since then, if there is one.")
    private Optional<String> since;

    @Spec
    private CommandSpec spec;

    RunCommand(Studies studies, ProgramCommand program) {
        this.studies = studies;
        this.program = program;
    }

    @Override
    public Integer call() {
        PrintWriter results = spec.commandLine().getOut();
        if (force && resume.isEmpty()) {
            throw new UsageException("--force needs --resume: it resumes a run even if something changed");
        }
        if (jobs < 1) {
            throw new UsageException("--jobs must be at least 1, is " + jobs);
        }
        List<Study> chosen = studies.named(names);
        Request request = request();
        try (Interruption interruption = Interruption.listen(TIMEOUT, STILL_BUSY)) {
            return child
                    ? child(chosen.get(0), request, interruption)
                    : run(chosen, request, interruption, results).code();
        }
    }

    private Ending run(List<Study> chosen, Request request, Interruption interruption, PrintWriter results) {
        try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr(), quiet)) {
            List<Study> fitting = fitting(chosen, request, progress);
            JobsDisplay display = new JobsDisplay(spec.commandLine().getErr(), TerminalProgress.onTerminal(), quiet);
            ChildPool pool = new ChildPool(program, jobs, interruption, display);
            Runner runner = jobs == 1
                    ? new Runner(progress, interruption)
                    : new Runner(progress, interruption, new ChildTrainings(pool, this::arguments));
            Ending ending;
            if (chosen.size() == 1) {
                ending = one(fitting.get(0), request, runner, results);
            } else if (jobs == 1) {
                ending = Batch.run(fitting, request, runner, results);
            } else {
                ending = Batch.run(fitting, request, runner, results, pool, this::arguments);
            }
            results.flush();
            return ending;
        }
    }

    /** The work of a child process: one training of a study, or the whole of it. */
    private int child(Study study, Request request, Interruption interruption) {
        ChildSide parent = ChildSide.open();
        BooleanSupplier stop = () -> parent.getAsBoolean() || interruption.getAsBoolean();
        return parent.tell(() -> {
            if (searched.isGiven()) {
                return searched.job((Experiment) study, seed, request).train(request, parent, stop);
            }
            return trial.isPresent()
                    ? job(study, trial.get(), request).train(request, parent, stop)
                    : new Runner(parent, stop).run(study, request);
        });
    }

    private TrainingJob job(Study study, int number, Request request) {
        Trial wanted =
                study instanceof Sweep sweep ? sweep.trials().apply(seed).get(number) : Trial.of((Experiment) study);
        return new TrainingJob(
                study.name(), number, wanted, seed, request.resume().run(request.store(), study.name()));
    }

    /** The command of a child that makes one training. */
    private List<String> arguments(TrainingJob job) {
        List<String> arguments = training.child(job.study(), job);
        arguments.addAll(List.of("--trial", Integer.toString(job.number())));
        return arguments;
    }

    /** The command of a child that runs a whole study. */
    private List<String> arguments(Study study, Request request) {
        List<String> arguments = training.child(study, seed);
        arguments.addAll(List.of("--seeds", Integer.toString(seeds)));
        if (request.resume() instanceof Resume.NewestSince newest) {
            arguments.addAll(List.of("--since", newest.start()));
        }
        return arguments;
    }

    private static Ending one(Study study, Request request, Runner runner, PrintWriter results) {
        Outcome outcome = runner.run(study, request);
        outcome.lines().forEach(results::println);
        return Ending.of(outcome);
    }

    /**
     * Those that can be run like this. Of {@code all}, one that cannot is left out with a warning; of experiments that were
     * named, it is a usage error, which is found before the first run.
     */
    private List<Study> fitting(List<Study> chosen, Request request, Progress progress) {
        Request one = chosen.size() > 1 ? request.withResume(new Resume.No()) : request;
        List<Study> fitting = new ArrayList<>();
        Map<String, UsageException> others = new LinkedHashMap<>();
        for (Study study : chosen) {
            try {
                Runner.require(study, one);
                fitting.add(study);
            } catch (UsageException e) {
                others.put(study.name(), e);
            } catch (IllegalArgumentException e) {
                others.put(study.name(), new UsageException(e.getMessage(), e));
            }
        }
        if (!others.isEmpty() && (fitting.isEmpty() || !Studies.areAll(names))) {
            throw others.values().stream().reduce((first, last) -> last).orElseThrow();
        }
        others.forEach((name, e) -> progress.warning("left out: " + name + ": " + e.getMessage()));
        return fitting;
    }

    private Request request() {
        Request request = training.request(seed);
        try {
            return request.withSeeds(seeds)
                    .withResume(resume())
                    .withGiven(new Request.Given(
                            isGiven("--seed") ? OptionalLong.of(seed) : OptionalLong.empty(),
                            isGiven("--device") ? Optional.of(request.options().device()) : Optional.empty(),
                            force ? OnChange.FORCE : OnChange.REFUSE));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private Resume resume() {
        if (since.isPresent()) {
            return new Resume.NewestSince(since.get());
        }
        return resume.map(text -> text.isEmpty() ? new Resume.Newest() : (Resume) new Resume.Named(Path.of(text)))
                .orElse(new Resume.No());
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
