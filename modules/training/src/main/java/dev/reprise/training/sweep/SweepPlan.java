package dev.reprise.training.sweep;

import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.SweepRow;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.run.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The runs that a sweep has to make, in order. */
record SweepPlan(String name, List<Planned> runs) implements Plan {

    /** An experiment once for each seed. */
    static SweepPlan overSeeds(Experiment experiment, Request request) {
        Trial trial = Trial.of(experiment);
        return new SweepPlan(
                experiment.name(),
                seeds(request)
                        .mapToObj(seed -> new Planned(trial, seed, 0, Optional.empty()))
                        .toList());
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
        return IntStream.range(0, trials.size())
                .mapToObj(number -> new Planned(trials.get(number), seed, number, Optional.empty()));
    }

    private static LongStream seeds(Request request) {
        long first = request.options().seed();
        return LongStream.range(first, first + request.seeds());
    }

    @Override
    public int size() {
        return runs.size();
    }

    @Override
    public Optional<Planned> run(int number, List<SweepRow> ended, List<SweepRow> known) {
        return number < runs.size() ? Optional.of(runs.get(number)) : Optional.empty();
    }

    @Override
    public boolean retriesFailed() {
        return true;
    }

    @Override
    public List<Measure> measures() {
        return Measure.OF_A_SWEEP;
    }

    @Override
    public List<String> asked() {
        return List.of();
    }

    /** Its runs, what is overridden, and the rows they are limited to. */
    @Override
    public String key(Request request) {
        String json = Json.MAPPER.writeValueAsString(
                List.of(runs, request.overrides(), request.options().limit()));
        return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<String> names() {
        return runs.get(0).trial().values().keySet();
    }

    @Override
    public boolean onlySeeds() {
        return runs.stream().allMatch(planned -> planned.trial().values().isEmpty());
    }

    @Override
    public List<PublishedValue> published(Map<String, String> values) {
        return runs.stream()
                .filter(planned -> planned.trial().values().equals(values))
                .findFirst()
                .orElseThrow()
                .trial()
                .experiment()
                .publishedValues();
    }
}
