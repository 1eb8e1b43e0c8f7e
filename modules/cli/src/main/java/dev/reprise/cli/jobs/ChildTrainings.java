package dev.reprise.cli.jobs;

import dev.reprise.cli.jobs.ChildPool.Ended;
import dev.reprise.cli.jobs.ChildPool.Task;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.TrainingJob;
import dev.reprise.training.run.TrainingJob.End;
import dev.reprise.training.run.Trainings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The trainings of a study in child processes.
 *
 * @param arguments the command of a training
 */
public record ChildTrainings(ChildPool pool, Function<TrainingJob, List<String>> arguments) implements Trainings {

    @Override
    public void make(Iterator<TrainingJob> jobs, Request request, BiConsumer<TrainingJob, End> ended) {
        Map<Task, TrainingJob> byTask = new HashMap<>();
        Iterator<Task> tasks = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return jobs.hasNext();
            }

            @Override
            public Task next() {
                TrainingJob job = jobs.next();
                Task task = new Task(job.title(), arguments.apply(job));
                byTask.put(task, job);
                return task;
            }
        };
        pool.run(tasks, (task, end) -> ended.accept(byTask.get(task), end(end)));
    }

    private static End end(Ended ended) {
        return switch (ended.how()) {
            case FINISHED -> new End.Finished(ended.folder().orElseThrow());
            case DIVERGED -> new End.Diverged(ended.reason());
            case USAGE_ERROR -> new End.Failed(new UsageException(ended.reason()));
            case FAILED -> new End.Failed(new UncheckedIOException(ended.reason(), new IOException(ended.reason())));
            case INTERRUPTED -> new End.Interrupted();
        };
    }
}
