package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Many experiments under one name: a grid, a search, a comparison. Each run of one is a line of {@code sweep.csv}.
 *
 * @param trials the experiments, made by a loop; a search draws them from the seed
 * @param goal what makes one trial the best; test figures never do
 * @param figures what the text prints of the best trial
 * @param trends what there is to see over the trials
 */
public record Sweep(
        String name,
        String text,
        String section,
        String toSee,
        @JsonIgnore LongFunction<List<Trial>> trials,
        Goal goal,
        List<Figure> figures,
        List<Trend> trends)
        implements Study {

    public Sweep {
        figures = List.copyOf(figures);
        trends = List.copyOf(trends);
    }

    /** By which measure, averaged over the runs of a trial, the best trial is chosen. */
    public enum Goal {
        HIGHEST_VALIDATION_ACCURACY(Measure.VALIDATION_ACCURACY, 1),
        LOWEST_VALIDATION_LOSS(Measure.VALIDATION_LOSS, -1),
        /** No trial is the best: they are there to be compared. */
        NONE(Measure.VALIDATION_LOSS, 0);

        private final Measure measure;
        private final int sign;

        Goal(Measure measure, int sign) {
            this.measure = measure;
            this.sign = sign;
        }

        Measure measure() {
            return measure;
        }

        /** The higher the better. */
        double merit(double mean) {
            return sign * mean;
        }
    }

    /** A sweep whose text and trials are still to be said. */
    public static Heading named(String name) {
        return new Heading(name, "", "", "", Goal.NONE);
    }

    /** What stands above the trials, which take their name, text, section and what to see from it. */
    public record Heading(String name, String text, String section, String toSee, Goal goal) {
        public Heading text(String value, String sectionTitle) {
            return new Heading(name, value, sectionTitle, toSee, goal);
        }

        public Heading toSee(String value) {
            return new Heading(name, text, section, value, goal);
        }

        public Heading goal(Goal value) {
            return new Heading(name, text, section, toSee, value);
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
            return new Sweep(name, text, section, toSee, trials, goal, List.of(), List.of());
        }

        private List<Trial> headed(List<Trial> trials) {
            return trials.stream().map(this::headed).toList();
        }

        private Trial headed(Trial trial) {
            Experiment experiment = trial.experiment();
            if (goal != Goal.NONE && !experiment.rows().validate()) {
                throw new IllegalArgumentException(name + " cannot choose by validation without rows held out");
            }
            return new Trial(
                    trial.numbers(),
                    experiment
                            .as(name, toSee)
                            .withText(text, section)
                            .withFigures(experiment.figures().toArray(Figure[]::new)));
        }
    }

    public Sweep withFigures(Figure... value) {
        return new Sweep(name, text, section, toSee, trials, goal, List.of(value), trends);
    }

    public Sweep withTrends(Trend... value) {
        return new Sweep(name, text, section, toSee, trials, goal, figures, List.of(value));
    }

    @Override
    public List<String> expected() {
        return trends.stream().map(Trend::toString).toList();
    }

    @Override
    public List<String> facts() {
        List<Trial> some = trials.apply(1);
        Trial first = some.get(0);
        Map<String, String> numbers = first.numbers();
        return List.of(
                some.size() + " runs over " + String.join(", ", numbers.keySet()),
                "the first: " + String.join("; ", first.experiment().facts()));
    }

    @Override
    public void require(Request request) {
        request.overrides().requireApart(name, trials.apply(request.options().seed()));
    }

    @Override
    public Outcome run(Request request, Progress progress, BooleanSupplier stop) {
        return SweepRun.over(this, request, progress, stop);
    }
}
