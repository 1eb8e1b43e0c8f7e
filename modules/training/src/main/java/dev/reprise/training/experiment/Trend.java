package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Measure;
import dev.reprise.results.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An effect to look for over the trials of a sweep, in their order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Trend {

    /**
     * Whether it is observed.
     *
     * @param trials the finished ones, equal numbers averaged, in order; at least one
     */
    CheckResult check(List<TrialMean> trials, Optional<Sweep.Goal> goal);

    @JsonTypeName("stops-rising")
    record StopsRising(Measure measure, double by) implements Trend {
        @Override
        public CheckResult check(List<TrialMean> trials, Optional<Sweep.Goal> goal) {
            double first = trials.get(0).of(measure);
            double last = trials.get(trials.size() - 1).of(measure);
            double before = trials.get(Math.max(0, trials.size() - 2)).of(measure);
            return new CheckResult(toString(), last > first && last - before <= by, all(trials, measure));
        }

        @Override
        public String toString() {
            return measure + " rises, but over the last step by at most " + Numbers.text(by);
        }
    }

    @JsonTypeName("grows")
    record Grows(Measure measure, double factor) implements Trend {
        @Override
        public CheckResult check(List<TrialMean> trials, Optional<Sweep.Goal> goal) {
            double first = trials.get(0).of(measure);
            double last = trials.get(trials.size() - 1).of(measure);
            return new CheckResult(toString(), last >= factor * first, all(trials, measure));
        }

        @Override
        public String toString() {
            return measure + " grows at least " + Numbers.text(factor) + "-fold from the first to the last";
        }
    }

    @JsonTypeName("falls-at-the-end")
    record FallsAtTheEnd(Measure measure, double by) implements Trend {
        @Override
        public CheckResult check(List<TrialMean> trials, Optional<Sweep.Goal> goal) {
            double highest = trials.stream()
                    .mapToDouble(trial -> trial.of(measure))
                    .max()
                    .orElseThrow();
            double last = trials.get(trials.size() - 1).of(measure);
            return new CheckResult(toString(), highest - last >= by, all(trials, measure));
        }

        @Override
        public String toString() {
            return measure + " of the last is at least " + Numbers.text(by) + " below the highest";
        }
    }

    @JsonTypeName("chooses")
    record Chooses(String number, String value) implements Trend {
        @Override
        public CheckResult check(List<TrialMean> trials, Optional<Sweep.Goal> goal) {
            Sweep.Goal by = goal.orElseThrow();
            String chosen = best(trials, by).values().get(number);
            return new CheckResult(
                    toString(), value.equals(chosen), number + " " + chosen + "; " + all(trials, by.measure()));
        }

        @Override
        public String toString() {
            return "the best by validation has " + number + " " + value;
        }
    }

    /** The best by the goal, the first of equals. */
    static TrialMean best(List<TrialMean> trials, Sweep.Goal goal) {
        return trials.stream()
                .max(Comparator.comparingDouble(trial -> goal.merit(trial.of(goal.measure()))))
                .orElseThrow();
    }

    private static String all(List<TrialMean> trials, Measure measure) {
        return measure + " "
                + trials.stream()
                        .map(trial -> Numbers.measured(trial.of(measure)) + " ("
                                + String.join(", ", trial.values().values()) + ")")
                        .collect(Collectors.joining(", "));
    }
}
