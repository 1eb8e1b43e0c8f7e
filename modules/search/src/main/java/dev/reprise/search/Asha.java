package dev.reprise.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asynchronous successive halving (Li et al. 2020, algorithm 2, without early stopping rate): a trial that is among the best
 * 1/η of its rung goes on to the next, whose trials train η times as long. No rung waits until it is full.
 */
public final class Asha {
    private final int least;
    private final int most;
    private final int reduction;
    private final List<Map<Integer, Double>> rungs = new ArrayList<>(); // losses by trial
    private final List<Set<Integer>> promoted = new ArrayList<>();

    /**
     * A schedule without results.
     *
     * @param least epochs of the first rung
     * @param most epochs of the last
     * @param reduction η
     */
    public Asha(int least, int most, int reduction) {
        if (least < 1 || most < least || reduction < 2) {
            throw new SearchException(
                    "asha: expected 1 ≤ least epochs ≤ most epochs and a reduction of at least 2, got " + least + ", "
                            + most + " and " + reduction);
        }
        this.least = least;
        this.most = most;
        this.reduction = reduction;
        for (long epochs = least; ; epochs *= reduction) {
            rungs.add(new HashMap<>());
            promoted.add(new HashSet<>());
            if (epochs >= most) {
                break;
            }
        }
    }

    /** A trial that goes on to a rung. */
    public record Promotion(int trial, int rung) {}

    public int rungs() {
        return rungs.size();
    }

    /** How many epochs a trial has trained at the end of a rung, from 0. */
    public int epochs(int rung) {
        return (int) Math.min(most, least * Math.pow(reduction, rung));
    }

    /** A trial has ended a rung with this loss; infinite where it failed. */
    public void ended(int trial, int rung, double loss) {
        rungs.get(rung).put(trial, loss);
    }

    /** The trial to go on with, from the highest rung that has one; empty where a new trial should start. */
    public Optional<Promotion> promote() {
        for (int rung = rungs.size() - 2; rung >= 0; rung--) {
            int last = rung;
            Optional<Integer> trial = best(rung).stream()
                    .filter(candidate -> !promoted.get(last).contains(candidate))
                    .findFirst();
            if (trial.isPresent()) {
                promoted.get(rung).add(trial.get());
                return Optional.of(new Promotion(trial.get(), rung + 1));
            }
        }
        return Optional.empty();
    }

    /** The best 1/η of the trials that have ended a rung, best first. */
    private List<Integer> best(int rung) {
        Map<Integer, Double> losses = rungs.get(rung);
        return losses.entrySet().stream()
                .filter(entry -> !entry.getValue().isInfinite())
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(losses.size() / reduction)
                .map(Map.Entry::getKey)
                .toList();
    }
}
