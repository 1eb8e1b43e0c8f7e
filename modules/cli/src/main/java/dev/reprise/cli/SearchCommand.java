package dev.reprise.cli;

import dev.reprise.cli.jobs.ChildPool;
import dev.reprise.cli.jobs.ChildTrainings;
import dev.reprise.cli.jobs.JobsDisplay;
import dev.reprise.cli.jobs.ProgramCommand;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.store.RunStore;
import dev.reprise.search.Space;
import dev.reprise.terminal.Interruption;
import dev.reprise.training.Runner;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import dev.reprise.training.run.TrainingJob;
import dev.reprise.training.run.Trainings;
import dev.reprise.training.sweep.Search;
import dev.reprise.training.sweep.SearchMethod;
import dev.reprise.training.sweep.SweepOutcome;
import dev.reprise.training.sweep.SweepRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches better values for an experiment, by its validation scores, and measures the best on the test set once. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Search better values for an experiment by its validation scores.",
        footer = {
            "",
            "A space is NAME=VALUE,VALUE,... or NAME=LOW..HIGH or NAME=log:LOW..HIGH, where",
            "NAME is a setting: learning-rate, batch-size, epochs, weight-decay, dropout,",
            "momentum, optimizer, schedule, clip-norm, clip-value, hidden, depth, activation.",
            "",
            "Examples:",
            "  search mlp-concise --over learning-rate=log:0.01..1 --over hidden=32..512/log",
            "  search conv-net --over dropout=0,0.25,0.5 --by grid --jobs 2",
            "  search @spaces.txt         options from a file; # starts a comment",
            "",
            "See docs/search.md."
        })
final class SearchCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(4); // an interrupted process must end within five
    private static final String STILL_BUSY = "exiting now. Resume with the same command and --resume";

    private final Studies studies;
    private final ProgramCommand program;

    @Parameters(paramLabel = "NAME", description = "An experiment with one net.")
    private String name;

    @Option(names = "--over", paramLabel = "SPACE", required = true, description = "Values to search; may be repeated.")
    private List<String> spaces;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            defaultValue = "TPE",
            description =
                    "grid, random, halton (more even than random) or tpe (Tree-structured Parzen Estimator; default).")
    private SearchMethod method;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many trials (default: ${DEFAULT-VALUE}); a grid ends when it is through.")
    private int trials;

    @Option(
            names = "--validate",
            paramLabel = "SHARE",
            defaultValue = "10%",
            description =
                    "Training rows of each class that are held out, where the experiment holds out none: 10%% or 1000 (default: ${DEFAULT-VALUE}).")
    private String validate;

    @Option(
            names = "--confirm",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train the best trial again on all training rows with N seeds, and measure it on the test set (default: ${DEFAULT-VALUE}).")
    private int confirm;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "The name of the search and its runs (default: NAME-search).")
    private Optional<String> as;

    @Mixin
    private TrainingOptions training;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the search and of each trial (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Train N trials at once, each in a process of its own (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--resume",
            paramLabel = "SEARCH",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Continue the search in this folder, or the newest unfinished one of the same command; start where there is none.")
    private Optional<String> resume;

    @Option(names = "--retry-failed", description = "With --resume: make trials again that failed.")
    private boolean retryFailed;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    SearchCommand(Studies studies, ProgramCommand program) {
        this.studies = studies;
        this.program = program;
    }

    @Override
    public Integer call() {
        if (retryFailed && resume.isEmpty()) {
            throw new UsageException("--retry-failed needs --resume");
        }
        if (jobs < 1 || confirm < 0) {
            throw new UsageException(
                    "expected --jobs of at least 1 and --confirm of at least 0, got " + jobs + " and " + confirm);
        }
        Search search = search();
        Request request = training.request(seed).withResume(resume());
        search.require(request.overrides());
        try (Interruption interruption = Interruption.listen(TIMEOUT, STILL_BUSY);
                TerminalProgress progress =
                        TerminalProgress.on(spec.commandLine().getErr(), quiet)) {
            JobsDisplay display = new JobsDisplay(spec.commandLine().getErr(), TerminalProgress.onTerminal(), quiet);
            Trainings trainings = jobs == 1
                    ? Trainings.inTurn(progress, interruption)
                    : new ChildTrainings(
                            new ChildPool(program, jobs, interruption, display), job -> arguments(search, job));
            announce(search);
            SweepOutcome outcome = SweepRun.over(search, request, progress, trainings);
            print(outcome);
            search.advice(outcome.record().best()).forEach(this::say);
            Ending ending = Ending.of(outcome);
            if (!outcome.interrupted()
                    && confirm > 0
                    && !outcome.record().best().isEmpty()) {
                Request all = request.withResume(new Resume.No()).withSeeds(confirm);
                ending = confirm(search, outcome.record(), all, new Runner(progress, interruption), ending);
            }
            return ending.code();
        }
    }

    /** What is searched, and on which rows. */
    private void announce(Search search) {
        if (!search.base().data().rows().validate()) {
            say(name + " holds out no rows: " + validate + " of its training rows, drawn from each class, validate");
        }
    }

    private Ending confirm(Search search, SweepRecord record, Request request, Runner runner, Ending ending) {
        Experiment best = search.winner(record.best());
        say("the best trial, trained again on all training rows and measured on the test set:");
        Outcome outcome = runner.run(best, request);
        print(outcome);
        search.base().publishedValues().forEach(value -> say(name + " itself, as published: " + value));
        return outcome.interrupted() ? Ending.INTERRUPTED : ending;
    }

    private Search search() {
        Experiment base = studies.experiment(name);
        try {
            return new Search(
                    as.orElse(name + "-search"), base, Space.parse(spaces), method, trials, share(), retryFailed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** A share below 1, or a number of rows. */
    private double share() {
        try {
            double value = validate.endsWith("%")
                    ? Double.parseDouble(validate.substring(0, validate.length() - 1)) / 100
                    : Integer.parseInt(validate);
            if (value > 0 && (value < 1 || !validate.endsWith("%"))) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "--validate: expected a share such as 10% or a number of rows, got '" + validate + "'", e);
        }
        throw new UsageException("--validate: expected more than 0 and less than 100%, got " + validate);
    }

    /** A search that was killed in its first trial has left nothing to resume: it starts anew. */
    private Resume resume() {
        return resume.map(text -> text.isEmpty()
                        ? new Resume.NewestSince(RunStore.now())
                        : (Resume) new Resume.Named(Path.of(text)))
                .orElse(new Resume.No());
    }

    /** The command of a child that trains one trial. */
    private List<String> arguments(Search search, TrainingJob job) {
        List<String> arguments = training.child(name, job);
        arguments.addAll(SearchTrialOptions.arguments(search, job));
        return arguments;
    }

    private void print(Outcome outcome) {
        outcome.lines().forEach(this::say);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
