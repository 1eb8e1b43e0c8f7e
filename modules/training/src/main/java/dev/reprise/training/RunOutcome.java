package dev.reprise.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param curves absent where it was interrupted
 * @param tested test examples
 * @param noVerdict why nothing is claimed, if so
 */
public record RunOutcome(
        Path folder,
        Optional<Curves> curves,
        int tested,
        List<Judgement> judgements,
        List<Seen> seen,
        Optional<String> noVerdict)
        implements Outcome {

    static RunOutcome interrupted(Path folder) {
        return new RunOutcome(folder, Optional.empty(), 0, List.of(), List.of(), Optional.of("interrupted"));
    }

    /** Absent where it was interrupted. */
    public Optional<FinalScores> scores() {
        return curves.map(all -> all.selected().scores());
    }

    @Override
    public boolean finished() {
        return curves.isPresent();
    }

    @Override
    public List<String> lines() {
        if (curves.isEmpty()) {
            String name = folder.toAbsolutePath().getParent().getFileName().toString();
            return List.of("interrupted; to go on from the last checkpoint: run " + name + " --resume " + folder);
        }
        List<String> lines = new ArrayList<>();
        FinalScores scores = curves.get().selected().scores();
        lines.add(scores.text()
                + (scores.test().accuracy().isPresent()
                        ? " (%d of %d)"
                                .formatted(Math.round(scores.test().accuracy().getAsDouble() * tested), tested)
                        : ""));
        if (!curves.get().weights().isEmpty()) {
            lines.add("weights " + curves.get().weights());
        }
        judgements.forEach(judgement -> lines.add(judgement.toString()));
        seen.forEach(one -> lines.add(one.toString()));
        lines.add("net: " + folder.resolve("model"));
        return lines;
    }
}
