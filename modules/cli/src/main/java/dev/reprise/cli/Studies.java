package dev.reprise.cli;

import dev.reprise.files.NearestName;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an app can run, by name. */
record Studies(List<Study> all) {

    Studies {
        Set<String> names = new HashSet<>();
        for (Study study : all) {
            if (!names.add(study.name())) {
                throw new IllegalArgumentException("two experiments are called " + study.name());
            }
        }
    }

    /** The study of this name. Throws {@link UsageException} that offers near names. */
    Study named(String name) {
        return all.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no experiment '" + name + "' here; did you mean "
                        + String.join(" or ", NearestName.nearest(name, names(), 2)) + "? ('list' shows all)"));
    }

    /** The studies of these names, in their order; {@code all} alone stands for every one. */
    List<Study> named(List<String> names) {
        return names.equals(List.of("all"))
                ? all
                : names.stream().map(this::named).toList();
    }

    /** The experiment of this name: something with one net. */
    Experiment experiment(String name) {
        if (named(name) instanceof Experiment experiment) {
            return experiment;
        }
        throw new UsageException(name + " does not train a single net; expected one of "
                + String.join(
                        ", ",
                        all.stream()
                                .filter(Experiment.class::isInstance)
                                .map(Study::name)
                                .toList()));
    }

    private List<String> names() {
        return all.stream().map(Study::name).toList();
    }
}
