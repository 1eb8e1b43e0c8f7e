package dev.reprise.training.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One experiment of a sweep.
 *
 * @param values what tells it from the others, by name, in the order of the columns; trials with equal values are averaged
 */
public record Trial(Map<String, String> values, Experiment experiment) {
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An experiment that nothing tells from others yet. */
    public static Trial of(Experiment experiment) {
        return new Trial(Map.of(), experiment);
    }

    /** The same with one more value. */
    public Trial with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new Trial(more, experiment);
    }
}
