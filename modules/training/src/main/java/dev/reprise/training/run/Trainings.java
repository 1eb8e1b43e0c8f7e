package dev.reprise.training.run;

import dev.reprise.training.control.Progress;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.run.TrainingJob.End;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** How the trainings of a study are made: one after the other in this process, or some other way to the same bits. */
public interface Trainings {

    /**
     * Makes them and tells how each ended, in any order. Told to stop, it leaves the rest out. The next one is asked for when there is
     * room for it, so that it may depend on how others ended.
     */
    void make(Iterator<TrainingJob> jobs, Request request, BiConsumer<TrainingJob, End> ended);

    /** One after the other, in this process. */
    static Trainings inTurn(Progress progress, BooleanSupplier stop) {
        return (jobs, request, ended) -> {
            while (!stop.getAsBoolean() && jobs.hasNext()) {
                TrainingJob job = jobs.next();
                ended.accept(job, end(job, request, progress, stop));
            }
        };
    }

    private static End end(TrainingJob job, Request request, Progress progress, BooleanSupplier stop) {
        try {
            RunOutcome outcome = job.train(request, progress, stop);
            return outcome.finished() ? new End.Finished(outcome.folder()) : new End.Interrupted();
        } catch (DivergedException e) {
            return new End.Diverged(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            return new End.Failed(e);
        }
    }
}
