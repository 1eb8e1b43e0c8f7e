package dev.reprise.cli;

import dev.reprise.data.Spelling;
import dev.reprise.training.Experiment;
import dev.reprise.training.UsageException;
import java.util.List;

/** An app's experiments by name. */
record Experiments(List<Experiment> all) {

    /** The experiment of this name. Throws {@link UsageException} that offers near names. */
    Experiment named(String name) {
        return all.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no experiment '" + name + "' here; did you mean "
                        + String.join(" or ", Spelling.nearest(name, names(), 2)) + "? ('list' shows all)"));
    }

    /** The experiments of these names, in their order; {@code all} among them stands for every one. */
    List<Experiment> named(List<String> names) {
        return names.equals(List.of("all"))
                ? all
                : names.stream().map(this::named).toList();
    }

    private List<String> names() {
        return all.stream().map(Experiment::name).toList();
    }
}
