package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code sweep.json}: a sweep, and what its finished runs came to.
 *
 * @param key tells whether another command asks for the same runs
 * @param runs how many finished or diverged, of {@code planned}; those that failed are not counted
 * @param summaries of each measure, where the runs differ by their seed alone
 * @param trials the means of each trial, where they differ in values
 * @param best values of the best trial; empty where none is chosen
 * @param verdicts on the mean over seeds, or on the best trial
 * @param failures the runs that failed, each with its reason in one line
 * @param search what a search was asked for, a line each; empty for other sweeps
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SweepRecord(
        int format,
        String experiment,
        RunStatus status,
        String key,
        @JsonInclude long firstSeed,
        @JsonInclude int seeds,
        @JsonInclude int runs,
        @JsonInclude int planned,
        Map<String, Summary> summaries,
        List<TrialResult> trials,
        Map<String, String> best,
        @JsonAlias("figures") List<Verdict> verdicts,
        @JsonAlias("seen") List<CheckResult> checks,
        List<String> failures,
        List<String> search) {

    /** 1: {@code spreads}, {@code figures} and {@code seen}; 2: {@code summaries}, {@code verdicts} and {@code checks}. */
    public static final int FORMAT = 2;

    /**
     * A trial over its seeds.
     *
     * @param means by the names of the measures
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TrialResult(
            @JsonProperty("numbers") @JsonInclude Map<String, String> values,
            int runs,
            Map<String, Double> means,
            @JsonAlias("figures") List<Verdict> verdicts) {}

    /** Of a sweep whose runs are still to be made. */
    public static SweepRecord running(String experiment, String key, long firstSeed, int seeds, int planned) {
        return running(experiment, key, firstSeed, seeds, planned, List.of());
    }

    /** The same of a search, with what it was asked for. */
    public static SweepRecord running(
            String experiment, String key, long firstSeed, int seeds, int planned, List<String> search) {
        return new SweepRecord(
                FORMAT,
                experiment,
                RunStatus.RUNNING,
                key,
                firstSeed,
                seeds,
                0,
                planned,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                search);
    }

    /** Those of each trial, then those on the mean or the best. */
    public List<Verdict> allVerdicts() {
        return Stream.concat(trials.stream().flatMap(trial -> trial.verdicts().stream()), verdicts.stream())
                .toList();
    }

    public boolean finished() {
        return status == RunStatus.FINISHED;
    }
}
