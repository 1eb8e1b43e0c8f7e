package dev.reprise.training.sweep;

import dev.reprise.net.Output;
import dev.reprise.search.Parameter;
import dev.reprise.search.Space;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Setting;
import dev.reprise.training.experiment.Sweep.Goal;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search for better values of an experiment, by its validation scores alone.
 *
 * @param name of the search and its runs
 * @param base the experiment whose values are changed
 * @param trials how many at most
 * @param validate the rows of each class that are held out, where the experiment holds out none: a share below 1, or a number
 * @param retryFailed whether a resumed search makes trials again that failed
 */
public record Search(
        String name,
        Experiment base,
        Space space,
        SearchMethod method,
        int trials,
        double validate,
        boolean retryFailed) {
    /** The name of the value that numbers the trials, from 1. */
    static final String TRIAL = "trial";

    private static final double NEAR_END = 0.05; // of a range's scale

    public Search {
        Bounds.atLeast(1, "trials", trials);
    }

    /** The highest validation accuracy, or the lowest loss of a regression. */
    public Goal goal() {
        return base.training().criterion().expects() == Output.VALUES
                ? Goal.LOWEST_VALIDATION_LOSS
                : Goal.HIGHEST_VALIDATION_ACCURACY;
    }

    /** The trial with these values of settings by their names. */
    Trial trial(Map<String, String> values) {
        return trial(base, name, validate, values);
    }

    /** The same, of a search that is not at hand: with rows held out, where the experiment holds out none. */
    public static Trial trial(Experiment base, String name, double validate, Map<String, String> values) {
        Experiment experiment = base.variant(name, "a trial of a search over " + base.name())
                .rows(
                        base.data().rows().validate()
                                ? base.data().rows()
                                : base.data().rows().validateOnEachClass(validate))
                .build();
        return new Trial(values, changed(experiment, values));
    }

    /** The experiment with the values of a trial, on all of its rows. */
    public Experiment winner(Map<String, String> values) {
        return changed(
                base.variant(name + "-best", "the best trial of a search over " + base.name())
                        .build(),
                values);
    }

    private static Experiment changed(Experiment experiment, Map<String, String> values) {
        Overrides overrides = Overrides.none();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!value.getKey().equals(TRIAL)) {
                overrides = overrides.with(Setting.named(value.getKey(), experiment), value.getValue());
            }
        }
        return overrides.apply(experiment);
    }

    /**
     * Throws {@link UsageException} where the space fits nothing of the experiment, or a value is searched that is overridden; {@link
     * dev.reprise.search.SearchException} where it does not suit the method.
     */
    public void require(Overrides overrides) {
        method.sampler(space, 0);
        Experiment experiment = overrides.apply(base);
        for (Parameter parameter : space.parameters()) {
            Setting setting = Setting.named(parameter.name(), experiment);
            if (overrides.settings().containsKey(setting)) {
                throw new UsageException(setting + " is searched over, so it cannot be set to "
                        + overrides.settings().get(setting));
            }
            parameter.samples().forEach(text -> setting.apply(experiment, text));
        }
    }

    /** What to try next: a line for each value of the best trial that is near an end of its range. */
    public List<String> advice(Map<String, String> best) {
        List<String> lines = new ArrayList<>();
        for (Parameter parameter : space.parameters()) {
            String value = best.get(parameter.name());
            if (parameter instanceof Parameter.Range range && value != null) {
                double place = range.place(range.value(value));
                if (place < NEAR_END || place > 1 - NEAR_END) {
                    lines.add("the best " + parameter.name() + ", " + value
                            + ", is near the end of its range: try values "
                            + (place < NEAR_END
                                    ? "below " + range.text(range.low())
                                    : "above " + range.text(range.high())));
                }
            }
        }
        return lines;
    }

    /** The values of a trial with its number, from 0. */
    static Map<String, String> numbered(int number, Map<String, String> values) {
        Map<String, String> numbered = new LinkedHashMap<>();
        numbered.put(TRIAL, Integer.toString(number + 1));
        numbered.putAll(values);
        return numbered;
    }
}
