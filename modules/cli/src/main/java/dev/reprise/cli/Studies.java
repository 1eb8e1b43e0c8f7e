package dev.reprise.cli;

import dev.reprise.data.Spelling;
import dev.reprise.training.Experiment;
import dev.reprise.training.Study;
import dev.reprise.training.UsageException;
import java.util.List;

/** What an app can run, by name. */
record Studies(List<Study> all) {

    /** The study of this name. Throws {@link UsageException} that offers near names. */
    Study named(String name) {
        return all.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no experiment '" + name + "' here; did you mean "
                        + String.join(" or ", Spelling.nearest(name, names(), 2)) + "? ('list' shows all)"));
    }

    /** The studies of these names, in their order; {@code all} among them stands for every one. */
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
        throw new UsageException(name + " is not the training of one net; expected one of "
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
