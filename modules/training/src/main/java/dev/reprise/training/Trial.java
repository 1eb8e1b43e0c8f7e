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
}
