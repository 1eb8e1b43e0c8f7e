package dev.reprise.cli;

import dev.reprise.files.NearestName;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be run, by name: the experiments of one app, or of several. */
record Studies(List<AppExperiments> apps) {

    Studies {
        apps = List.copyOf(apps);
        Set<String> names = new HashSet<>();
        for (Study study : all(apps)) {
            if (!names.add(study.name())) {
                throw new IllegalArgumentException("two experiments are called " + study.name());
            }
        }
    }

    /** All of them, app by app. */
    List<Study> all() {
        return all(apps);
    }

    private static List<Study> all(List<AppExperiments> apps) {
        return apps.stream().flatMap(app -> app.studies().stream()).toList();
    }

    /** The study of this name. Throws {@link UsageException} that offers near names. */
    Study named(String name) {
        return all().stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(unknown(name)));
    }

    private String unknown(String name) {
        List<String> near = NearestName.nearest(name, names(), 2);
        if (apps.size() == 1) {
            return "no experiment '" + name + "' in " + apps.get(0).app() + "; did you mean "
                    + String.join(" or ", near)
                    + "? ('list' shows those of this app, './reprise list' those of every app)";
        }
        return "no experiment '" + name + "'; did you mean "
                + near.stream().map(this::placed).collect(Collectors.joining(" or ")) + "? ('list' shows all)";
    }

    /** {@code conv-net (app-cnn)}. */
    private String placed(String name) {
        return apps.stream()
                .filter(app -> app.has(name))
                .map(app -> name + " (" + app.app() + ")")
                .findFirst()
                .orElseThrow();
    }

    /** The studies of these names, in their order; {@code all} alone stands for every one. */
    List<Study> named(List<String> names) {
        return areAll(names) ? all() : names.stream().map(this::named).toList();
    }

    /** Whether these names stand for every study. */
    static boolean areAll(List<String> names) {
        return names.equals(List.of("all"));
    }

    /** The experiment of this name: something with one net. */
    Experiment experiment(String name) {
        if (named(name) instanceof Experiment experiment) {
            return experiment;
        }
        throw new UsageException(name + " does not train a single net; expected one of "
                + String.join(
                        ", ",
                        all().stream()
                                .filter(Experiment.class::isInstance)
                                .map(Study::name)
                                .toList()));
    }

    private List<String> names() {
        return all().stream().map(Study::name).toList();
    }
}
