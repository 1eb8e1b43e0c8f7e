package dev.reprise.training;

import java.nio.file.Path;
import java.util.List;

/** What came of a study, for a person to read. */
public interface Outcome {
    Path folder();

    /** Whether it came to its end. */
    boolean finished();

    /** The verdicts on what its text prints. */
    List<Judgement> judgements();

    /** Whether there was to be seen what was to see. */
    List<Seen> seen();

    /** Figures, verdicts, what was seen, and where it lies. */
    List<String> lines();
}
