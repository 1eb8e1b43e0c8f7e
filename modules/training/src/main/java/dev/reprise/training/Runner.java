package dev.reprise.training;

import dev.reprise.training.control.Progress;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.run.DemonstrationRun;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Run;
import dev.reprise.training.run.Trainings;
import dev.reprise.training.sweep.SweepRun;
import java.util.function.BooleanSupplier;

/**
 * Runs studies, each in its own way: the one place that tells experiments, sweeps and demonstrations apart.
 *
 * @param stop asked at each step; where it answers true the study ends, as interrupted
 * @param trainings how the trainings of a sweep are made
 */
public record Runner(Progress progress, BooleanSupplier stop, Trainings trainings) {

    /** With the trainings of a sweep one after the other. */
    public Runner(Progress progress, BooleanSupplier stop) {
        this(progress, stop, Trainings.inTurn(progress, stop));
    }

    /**
     * Finds out before anything is started whether a study can be run like this.
     *
     * @throws dev.reprise.training.experiment.UsageException where it cannot
     */
    public static void require(Study study, Request request) {
        if (study instanceof Experiment experiment) {
            request.overrides().apply(experiment);
        } else if (study instanceof Sweep sweep) {
            SweepRun.require(sweep, request);
        } else {
            DemonstrationRun.require((Demonstration) study, request);
        }
    }

    /**
     * Runs a study, or resumes it where the request says so.
     *
     * @throws dev.reprise.training.experiment.UsageException where the request asks for what cannot be
     * @throws dev.reprise.training.loop.DivergedException where the loss of a single training is no longer finite
     */
    public Outcome run(Study study, Request request) {
        if (study instanceof Sweep sweep) {
            return SweepRun.over(sweep, request, progress, trainings);
        }
        if (study instanceof Demonstration demonstration) {
            return DemonstrationRun.run(demonstration, request, progress, stop);
        }
        Experiment experiment = (Experiment) study;
        return request.seeds() > 1
                ? SweepRun.overSeeds(experiment, request, progress, trainings)
                : Run.run(experiment, request, progress, stop);
    }
}
