package dev.reprise.cli;

import dev.reprise.training.experiment.Study;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one app can run, under the app's name.
 *
 * @param all makes them on demand: a mistake in one of them is then found where it can be told to the user
 */
public record AppExperiments(String app, Supplier<? extends List<? extends Study>> all) {

    /** With experiments that are there already. */
    public AppExperiments(String app, List<? extends Study> studies) {
        this(app, () -> studies);
    }

    /**
     * The experiments.
     *
     * @throws IllegalStateException where one of them misses a value; it says which, and in which line
     */
    public List<Study> studies() {
        try {
            return List.copyOf(all.get());
        } catch (ExceptionInInitializerError e) {
            Throwable mistake = e.getCause();
            String place = Arrays.stream(mistake.getStackTrace())
                    .filter(frame -> frame.getMethodName().equals("<clinit>"))
                    .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                    .findFirst()
                    .orElse("");
            String message = mistake.getMessage() == null ? mistake.toString() : mistake.getMessage();
            throw new IllegalStateException(message + place, mistake);
        }
    }

    /** Whether the app has an experiment of this name. */
    public boolean has(String name) {
        return studies().stream().anyMatch(study -> study.name().equals(name));
    }
}
