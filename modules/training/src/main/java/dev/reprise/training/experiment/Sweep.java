package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Many experiments under one name: a grid, a search, a comparison. Each run of one is a line of {@code sweep.csv}.
 *
 * @param trials the experiments, made by a loop; a search draws them from the seed
 * @param goal what makes one trial the best; absent: they are only compared
 * @param publishedValues what the text prints of the best trial
 * @param trends the effects to look for over the trials
 */
public record Sweep(
        String name,
        Source source,
        String lookFor,
        @JsonIgnore LongFunction<List<Trial>> trials,
        Optional<Goal> goal,
        List<PublishedValue> publishedValues,
        List<Trend> trends)
        implements Study {

    public Sweep {
        publishedValues = List.copyOf(publishedValues);
        trends = List.copyOf(trends);
    }

    /** By which measure, averaged over the runs of a trial, the best trial is selected. Test scores never select. */
    public enum Goal {
        HIGHEST_VALIDATION_ACCURACY(Measure.VALIDATION_ACCURACY, 1),
        LOWEST_VALIDATION_LOSS(Measure.VALIDATION_LOSS, -1);

        private final Measure measure;
        private final int sign;

        Goal(Measure measure, int sign) {
            this.measure = measure;
            this.sign = sign;
        }

        public Measure measure() {
            return measure;
        }

        /** The higher the better. */
        public double merit(double mean) {
            return sign * mean;
        }
    }

    /** A sweep that still needs its text and trials. */
    public static Heading named(String name) {
        return new Heading(name, new Source("", "", ""), "", Optional.empty());
    }

    /** What the trials take over: name, text, section and what to look for. */
    public record Heading(String name, Source source, String lookFor, Optional<Goal> goal) {
        public Heading text(String text, String section) {
            return text(text, section, section);
        }

        public Heading text(String text, String section, String english) {
            return source(new Source(text, section, english));
        }

        public Heading source(Source value) {
            return new Heading(name, value, lookFor, goal);
        }

        public Heading lookFor(String value) {
            return new Heading(name, source, value, goal);
        }

        public Heading goal(Goal value) {
            return new Heading(name, source, lookFor, Optional.of(value));
        }

        /** With these trials, whatever the seed. */
        public Sweep over(List<Trial> trials) {
            List<Trial> fixed = headed(trials);
            return of(seed -> fixed);
        }

        /** With trials that are drawn anew for each seed. */
        public Sweep drawing(LongFunction<List<Trial>> trials) {
            return of(seed -> headed(trials.apply(seed)));
        }

        private Sweep of(LongFunction<List<Trial>> trials) {
            return new Sweep(name, source, lookFor, trials, goal, List.of(), List.of());
        }

        private List<Trial> headed(List<Trial> trials) {
            return trials.stream().map(this::headed).toList();
        }

        private Trial headed(Trial trial) {
            Experiment experiment = trial.experiment();
            if (goal.isPresent() && !experiment.data().rows().validate()) {
                throw new IllegalArgumentException(name + " cannot select by validation without rows held out");
            }
            ExperimentBuilder headed = experiment.variant(name, lookFor).source(source);
            experiment.publishedValues().forEach(headed::publishes);
            return new Trial(trial.values(), headed.build());
        }
    }

    /** The same with what the text prints of its best trial. */
    public Sweep publishes(PublishedValue... values) {
        return new Sweep(name, source, lookFor, trials, goal, List.of(values), trends);
    }

    /** The same with effects to look for over the trials. */
    public Sweep expect(Trend... values) {
        return new Sweep(name, source, lookFor, trials, goal, publishedValues, List.of(values));
    }

    @Override
    public List<String> effects() {
        return trends.stream().map(Trend::toString).toList();
    }

    @Override
    public List<String> facts() {
        List<Trial> some = trials.apply(1);
        Trial first = some.get(0);
        return List.of(
                some.size() + " runs over " + String.join(", ", first.values().keySet()),
                "the first: " + String.join("; ", first.experiment().facts()));
    }
}
