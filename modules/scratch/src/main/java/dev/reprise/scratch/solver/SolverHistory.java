package dev.reprise.scratch.solver;

import java.util.List;

/**
 * What a Solver recorded.
 *
 * @param losses of every iteration, each taken before its update
 * @param trainAccuracies after the first update, then after each epoch: the index is the epoch
 * @param validationAccuracies taken with them
 */
public record SolverHistory(List<Double> losses, List<Double> trainAccuracies, List<Double> validationAccuracies) {
    public SolverHistory {
        losses = List.copyOf(losses);
        trainAccuracies = List.copyOf(trainAccuracies);
        validationAccuracies = List.copyOf(validationAccuracies);
    }

    /** Of the parameters that were kept; 0 where none was measured. */
    public double bestValidationAccuracy() {
        return validationAccuracies.stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }
}
