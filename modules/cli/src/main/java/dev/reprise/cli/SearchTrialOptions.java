package dev.reprise.cli;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.TrainingJob;
import dev.reprise.training.sweep.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How {@code search} tells a child process which trial to train. */
final class SearchTrialOptions {
    @Option(names = "--search-name", hidden = true, description = "The search that this is a trial of.")
    private Optional<String> name;

    @Option(names = "--search-validate", hidden = true, description = "The rows of each class that are held out.")
    private double validate;

    @Option(names = "--search-value", hidden = true, description = "A value of the trial.")
    private Map<String, String> values = new LinkedHashMap<>();

    boolean isGiven() {
        return name.isPresent();
    }

    TrainingJob job(Experiment base, long seed, Request request) {
        String study = name.orElseThrow();
        return new TrainingJob(
                study,
                0,
                Search.trial(base, study, validate, values),
                seed,
                request.resume().run(request.store(), study));
    }

    /** The arguments that tell a child of a trial. */
    static List<String> arguments(Search search, TrainingJob job) {
        List<String> arguments = new ArrayList<>(
                List.of("--search-name", search.name(), "--search-validate", Double.toString(search.validate())));
        job.trial().values().forEach((name, value) -> arguments.addAll(List.of("--search-value", name + "=" + value)));
        return arguments;
    }
}
