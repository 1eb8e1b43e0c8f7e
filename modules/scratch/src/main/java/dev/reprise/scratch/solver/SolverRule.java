package dev.reprise.scratch.solver;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.reprise.scratch.layers.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The update rules of cs231n's optim.py, by name: sgd, momentum, rmsprop, adam.
 *
 * <p>Each changes the parameter w in place by its gradient g with the rate η; its memory of a parameter starts at zero.
 * Values that are not given are optim.py's.
 */
enum SolverRule {
    /** w ← w − ηg. */
    SGD(0) {
        @Override
        List<String> numbers() {
            return List.of();
        }

        @Override
        void step(NDArray w, NDArray g, List<NDArray> memory, SolverOptions options, double rate, int time) {
            w.subi(g.mul(rate));
        }
    },
    /** v ← μv − ηg; w ← w + v. */
    MOMENTUM(1) {
        @Override
        List<String> numbers() {
            return List.of("momentum");
        }

        @Override
        void step(NDArray w, NDArray g, List<NDArray> memory, SolverOptions options, double rate, int time) {
            NDArray velocity = memory.get(0);
            velocity.muli(options.number("momentum")).subi(g.mul(rate));
            w.addi(velocity);
        }
    },
    /** c ← ρc + (1 − ρ)g²; w ← w − ηg / (√c + ε). */
    RMSPROP(1) {
        @Override
        List<String> numbers() {
            return List.of("decay_rate", "epsilon");
        }

        @Override
        void step(NDArray w, NDArray g, List<NDArray> memory, SolverOptions options, double rate, int time) {
            average(memory.get(0), g.square(), options.number("decay_rate"));
            NDArray root = Pass.freedWith(g, memory.get(0).sqrt());
            w.subi(g.mul(rate).div(root.add(options.number("epsilon"))));
        }
    },
    /** m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). */
    ADAM(2) {
        @Override
        List<String> numbers() {
            return List.of("beta1", "beta2", "epsilon");
        }

        @Override
        void step(NDArray w, NDArray g, List<NDArray> memory, SolverOptions options, double rate, int time) {
            double beta1 = options.number("beta1");
            double beta2 = options.number("beta2");
            average(memory.get(0), g, beta1);
            average(memory.get(1), g.square(), beta2);
            NDArray mean = Pass.freedWith(g, memory.get(0).div(1 - Math.pow(beta1, time)));
            NDArray square = Pass.freedWith(g, memory.get(1).div(1 - Math.pow(beta2, time)));
            w.subi(mean.mul(rate).div(square.sqrt().add(options.number("epsilon"))));
        }
    };

    private final int arrays;

    SolverRule(int arrays) {
        this.arrays = arrays;
    }

    /** The rule of this name; an unknown name is an error that lists the four. */
    static SolverRule named(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no update rule '" + name + "' (expected one of "
                        + Arrays.stream(values()).map(SolverRule::title).collect(Collectors.joining(", ")) + ")"));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The options that this rule alone reads. */
    abstract List<String> numbers();

    /** Its memory of a parameter, all zero. */
    List<NDArray> memory(NDArray parameter, NDManager manager) {
        return Stream.generate(() -> manager.zeros(parameter.getShape(), parameter.getDataType()))
                .limit(arrays)
                .toList();
    }

    /** One update; temporary arrays belong to the gradient's manager. {@code time} counts updates from 1. */
    abstract void step(NDArray w, NDArray g, List<NDArray> memory, SolverOptions options, double rate, int time);

    private static void average(NDArray average, NDArray value, double keep) {
        average.muli(keep).addi(value.mul(1 - keep));
    }
}
