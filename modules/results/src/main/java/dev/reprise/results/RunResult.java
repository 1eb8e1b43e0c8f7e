package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * {@code result.json}: how a run ended.
 *
 * @param epochs how many were planned
 * @param scores of the net that is kept
 * @param weights of a net that is one linear layer with a few inputs; of others none
 * @param lines what a demonstration prints
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunResult(
        int format,
        String experiment,
        @JsonInclude long seed,
        RunStatus status,
        @JsonInclude int epochs,
        @JsonProperty("final") Optional<FinalScores> scores,
        Optional<SelectedEpoch> selected,
        List<ClassScores> perClass,
        Optional<ConfusionMatrix> confusion,
        List<Float> weights,
        @JsonAlias("figures") List<Verdict> verdicts,
        @JsonAlias("seen") List<CheckResult> checks,
        List<String> lines) {

    /** 1: {@code figures} and {@code seen}; 2: {@code verdicts} and {@code checks}. */
    public static final int FORMAT = 2;

    /** The epoch whose parameters were saved, and what selected it. */
    public record SelectedEpoch(int epoch, String by) {}

    /** Of a run that did not finish. */
    public static RunResult unfinished(String experiment, long seed, int epochs, RunStatus status) {
        return new RunResult(
                FORMAT,
                experiment,
                seed,
                status,
                epochs,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Of a demonstration, which trains no net of its own. */
    public static RunResult shown(
            String name,
            long seed,
            RunStatus status,
            List<String> lines,
            List<Verdict> verdicts,
            List<CheckResult> checks) {
        return new RunResult(
                FORMAT,
                name,
                seed,
                status,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                verdicts,
                checks,
                lines);
    }

    public boolean finished() {
        return status == RunStatus.FINISHED;
    }
}
