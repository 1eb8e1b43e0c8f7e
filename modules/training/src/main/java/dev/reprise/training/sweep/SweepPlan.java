package dev.reprise.training.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.results.PublishedValue;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.run.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The runs that a sweep has to make, in order. */
record SweepPlan(String name, List<Planned> runs) {

    /** A trial with a seed; its number among the trials of that seed, from 0. */
    record Planned(Trial trial, long seed, @JsonIgnore int number) {}

    /** An experiment once for each seed. */
    static SweepPlan overSeeds(Experiment experiment, Request request) {
        Trial trial = Trial.of(experiment);
        return new SweepPlan(
                experiment.name(),
                seeds(request).mapToObj(seed -> new Planned(trial, seed, 0)).toList());
    }

    /** Every trial of a sweep for each seed. */
    static SweepPlan over(Sweep sweep, Request request) {
        return new SweepPlan(
                sweep.name(),
                seeds(request)
                        .boxed()
                        .flatMap(seed -> planned(sweep.trials().apply(seed), seed))
                        .toList());
    }

    private static Stream<Planned> planned(List<Trial> trials, long seed) {
        return IntStream.range(0, trials.size()).mapToObj(number -> new Planned(trials.get(number), seed, number));
    }

    private static LongStream seeds(Request request) {
        long first = request.options().seed();
        return LongStream.range(first, first + request.seeds());
    }

    /** What tells one sweep from another: its runs, what is overridden, and the rows they are limited to. */
    String key(Request request) {
        String json = Json.MAPPER.writeValueAsString(
                List.of(runs, request.overrides(), request.options().limit()));
        return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of the values that tell the trials apart. */
    Set<String> names() {
        return runs.get(0).trial().values().keySet();
    }

    /** Whether the runs differ by their seed alone. */
    boolean onlySeeds() {
        return runs.stream().allMatch(planned -> planned.trial().values().isEmpty());
    }

    /** What the text prints of the trial with these values. */
    List<PublishedValue> published(Map<String, String> values) {
        return runs.stream()
                .filter(planned -> planned.trial().values().equals(values))
                .findFirst()
                .orElseThrow()
                .trial()
                .experiment()
                .publishedValues();
    }
}
