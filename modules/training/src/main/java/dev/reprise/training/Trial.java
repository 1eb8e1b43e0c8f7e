package dev.reprise.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One experiment of a sweep.
 *
 * @param numbers what tells it from the others, by name, in the order of the columns; trials with equal numbers are
 *     averaged
 */
public record Trial(Map<String, String> numbers, Experiment experiment) {
    public Trial {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** An experiment that nothing tells from others yet. */
    public static Trial of(Experiment experiment) {
        return new Trial(Map.of(), experiment);
    }

    /** The same with one number more. */
    public Trial with(String name, Object number) {
        Map<String, String> more = new LinkedHashMap<>(numbers);
        more.put(name, number.toString());
        return new Trial(more, experiment);
    }
}
