package dev.reprise.scratch.solver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What cs231n's Solver takes as keyword arguments, by name, with the text's defaults.
 *
 * <p>{@code SolverOptions.defaults().with("update_rule", "adam").with("learning_rate", 1e-3)}. An unknown option, or
 * one that the update rule does not read, is an error that lists the known ones.
 */
public final class SolverOptions {
    /** For {@code train_samples} and {@code validation_samples}: measure on the whole set. */
    public static final int ALL = 0;

    private static final Map<String, Object> DEFAULTS = defaultValues();

    private final Map<String, Object> given;

    private SolverOptions(Map<String, Object> given) {
        this.given = Map.copyOf(given);
    }

    public static SolverOptions defaults() {
        return new SolverOptions(Map.of());
    }

    /** These options with one changed; an integer is accepted for a floating-point number. */
    public SolverOptions with(String name, Object value) {
        Object standard = DEFAULTS.get(name);
        if (standard == null) {
            throw new IllegalArgumentException(
                    "no solver option '" + name + "' (expected one of " + String.join(", ", DEFAULTS.keySet()) + ")");
        }
        Object fitting = standard instanceof Double && value instanceof Integer whole ? whole.doubleValue() : value;
        if (!standard.getClass().isInstance(fitting)) {
            throw new IllegalArgumentException(
                    "solver option %s must be a %s such as %s, is %s".formatted(name, kind(standard), standard, value));
        }
        if (fitting instanceof Number number && !(number.doubleValue() >= least(name))) {
            throw new IllegalArgumentException(
                    "solver option " + name + " must be at least " + least(name) + ", is " + value);
        }
        Map<String, Object> changed = new LinkedHashMap<>(given);
        changed.put(name, fitting);
        return new SolverOptions(changed);
    }

    SolverRule rule() {
        SolverRule rule = SolverRule.named((String) value("update_rule"));
        List<String> others = Stream.of(SolverRule.values())
                .flatMap(other -> other.numbers().stream())
                .filter(number -> !rule.numbers().contains(number))
                .toList();
        given.keySet().stream().filter(others::contains).findFirst().ifPresent(unread -> {
            throw new IllegalArgumentException("update rule %s does not read the solver option %s (it reads %s)"
                    .formatted(
                            rule.title(),
                            unread,
                            String.join(
                                    ", ",
                                    Stream.concat(Stream.of("learning_rate"), rule.numbers().stream())
                                            .toList())));
        });
        return rule;
    }

    double number(String name) {
        return (double) value(name);
    }

    int whole(String name) {
        return (int) value(name);
    }

    String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        return given.getOrDefault(name, DEFAULTS.get(name));
    }

    private static int least(String name) {
        return List.of("batch_size", "print_every").contains(name) ? 1 : 0;
    }

    private static String kind(Object standard) {
        return standard instanceof String ? "text" : standard instanceof Integer ? "whole number" : "number";
    }

    private static Map<String, Object> defaultValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("update_rule", "sgd");
        values.put("learning_rate", 1e-2); // optim.py's; the text gives its own
        values.put("momentum", 0.9);
        values.put("decay_rate", 0.99);
        values.put("beta1", 0.9);
        values.put("beta2", 0.999);
        values.put("epsilon", 1e-8);
        values.put("learning_rate_decay", 1.0); // times this after each epoch
        values.put("batch_size", 100);
        values.put("epochs", 10);
        values.put("print_every", 10);
        values.put("train_samples", 1000); // drawn with replacement for the accuracy
        values.put("validation_samples", ALL);
        values.put("checkpoint", ""); // folder/name; none where empty
        return values;
    }
}
