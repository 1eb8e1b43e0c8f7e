package dev.reprise.training.run;

import dev.reprise.results.store.RunFolder;
import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Trial;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One of the trainings that a study consists of; it needs none of the others.
 *
 * @param study its name
 * @param number of the trial among those of its seed, from 0
 * @param resumed the run to resume; empty: start a new one
 */
public record TrainingJob(String study, int number, Trial trial, long seed, Optional<RunFolder> resumed) {

    /** How a training ended. */
    public sealed interface End {
        /** In the folder is a finished run. */
        record Finished(Path folder) implements End {}

        /** The loss was no longer finite. */
        record Diverged(String reason) implements End {}

        record Failed(Throwable cause) implements End {}

        record Interrupted() implements End {}
    }

    /** What tells it from the others: {@code fit, rate 0.1, seed 2}. */
    public String title() {
        StringBuilder title = new StringBuilder(study);
        trial.values()
                .forEach((name, value) ->
                        title.append(", ").append(name).append(' ').append(value));
        return title.append(", seed ").append(seed).toString();
    }

    /** Trains it in this process. */
    public RunOutcome train(Request request, Progress progress, BooleanSupplier stop) {
        Request one = Request.of(Overrides.none(), request.options().withSeed(seed));
        return resumed.isPresent()
                ? Run.resume(trial.experiment(), resumed.get(), one, progress, stop)
                : Run.run(trial, request.overrides(), one.options(), progress, stop);
    }
}
