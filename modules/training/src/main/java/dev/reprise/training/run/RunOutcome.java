package dev.reprise.training.run;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Curves;
import dev.reprise.results.FinalScores;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param curves absent where it was interrupted
 * @param tested how many test examples there are
 * @param noVerdict why nothing is claimed, if so
 */
public record RunOutcome(
        RunFolder run,
        Optional<Curves> curves,
        int tested,
        List<Verdict> verdicts,
        List<CheckResult> checks,
        Optional<String> noVerdict)
        implements Outcome {

    static RunOutcome interrupted(RunFolder run) {
        return new RunOutcome(run, Optional.empty(), 0, List.of(), List.of(), Optional.of("interrupted"));
    }

    /** Absent where it was interrupted. */
    public Optional<FinalScores> scores() {
        return curves.map(all -> all.selected().scores());
    }

    @Override
    public Path folder() {
        return run.path();
    }

    @Override
    public boolean finished() {
        return curves.isPresent();
    }

    @Override
    public List<String> lines() {
        if (curves.isEmpty()) {
            String name = folder().toAbsolutePath().getParent().getFileName().toString();
            String command = "run " + name + " --resume " + folder();
            return List.of(
                    run.checkpoints().stream().anyMatch(Files::isDirectory)
                            ? "interrupted; resume with: " + command
                            : "interrupted before the first checkpoint: there is nothing to resume from; " + command
                                    + " starts with the first epoch again");
        }
        List<String> lines = new ArrayList<>();
        FinalScores scores = curves.get().selected().scores();
        lines.add(scores
                + (scores.test().accuracy().isPresent()
                        ? " (%d of %d)"
                                .formatted(Math.round(scores.test().accuracy().getAsDouble() * tested), tested)
                        : ""));
        if (!curves.get().weights().isEmpty()) {
            lines.add("weights " + curves.get().weights());
        }
        verdicts.forEach(verdict -> lines.add(verdict.toString()));
        checks.forEach(check -> lines.add(check.toString()));
        lines.add("net: " + run.model());
        return lines;
    }
}
