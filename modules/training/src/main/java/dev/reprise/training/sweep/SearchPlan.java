package dev.reprise.training.sweep;

import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.SweepRow;
import dev.reprise.search.GridSampler;
import dev.reprise.search.Observed;
import dev.reprise.search.Parameter;
import dev.reprise.search.Sampler;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The trials of a search, each proposed by a sampler that is told how those before it ended. */
record SearchPlan(Search search, long seed, Sampler sampler, int size) implements Plan {

    static SearchPlan of(Search search, Request request) {
        search.require(request.overrides());
        long seed = request.options().seed();
        Sampler sampler = search.method().sampler(search.space(), seed);
        int size =
                sampler instanceof GridSampler grid ? (int) Math.min(search.trials(), grid.points()) : search.trials();
        return new SearchPlan(search, seed, sampler, size);
    }

    @Override
    public String name() {
        return search.name();
    }

    @Override
    public Optional<Planned> run(int number, List<SweepRow> ended, List<SweepRow> known) {
        Optional<Map<String, String>> made = known.stream()
                .map(SweepRow::trial)
                .filter(values -> values.getOrDefault(Search.TRIAL, "").equals(Integer.toString(number + 1)))
                .findFirst();
        return number >= size
                ? Optional.empty()
                : made.or(() -> sampler.propose(
                                        number,
                                        ended.stream().map(this::observed).toList())
                                .map(point ->
                                        Search.numbered(number, search.space().texts(point))))
                        .map(values -> planned(number, values));
    }

    private Planned planned(int number, Map<String, String> values) {
        try {
            return new Planned(search.trial(values), seed, number, Optional.empty());
        } catch (UsageException e) {
            return new Planned(new Trial(values, search.base()), seed, number, Optional.of(e));
        }
    }

    private Observed observed(SweepRow row) {
        OptionalDouble score = row.of(search.goal().measure());
        return new Observed(
                search.space().point(row.trial()),
                row.finished() && score.isPresent()
                        ? -search.goal().merit(score.getAsDouble())
                        : Double.POSITIVE_INFINITY);
    }

    @Override
    public boolean retriesFailed() {
        return search.retryFailed();
    }

    @Override
    public String key(Request request) {
        String json = Json.MAPPER.writeValueAsString(List.of(
                search.base(),
                asked(),
                request.overrides(),
                request.options().limit(),
                request.options().seed()));
        return Sha256.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(Set.of(Search.TRIAL));
        search.space().parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    @Override
    public boolean onlySeeds() {
        return false;
    }

    @Override
    public List<PublishedValue> published(Map<String, String> values) {
        return List.of();
    }

    @Override
    public List<Measure> measures() {
        return Measure.OF_A_SEARCH;
    }

    @Override
    public List<String> asked() {
        List<String> lines = new ArrayList<>(List.of(search.base().name()));
        search.space().parameters().stream().map(Parameter::toText).forEach(text -> lines.add("--over " + text));
        lines.add("--by " + search.method());
        lines.add("--trials " + search.trials());
        if (!search.base().data().rows().validate()) {
            lines.add("--validate " + search.validate());
        }
        return lines;
    }
}
