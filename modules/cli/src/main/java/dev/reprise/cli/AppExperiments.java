package dev.reprise.cli;

import dev.reprise.training.experiment.Study;
import java.util.List;

/** What one app can run, under the app's name. */
public record AppExperiments(String app, List<Study> studies) {
    public AppExperiments {
        studies = List.copyOf(studies);
    }

    /** Whether the app has an experiment of this name. */
    public boolean has(String name) {
        return studies.stream().anyMatch(study -> study.name().equals(name));
    }
}
