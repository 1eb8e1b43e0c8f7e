package dev.reprise.training.run;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Verdict;
import java.nio.file.Path;
import java.util.List;

/** What came of a study, for a person to read. */
public interface Outcome {
    Path folder();

    /** Whether it ran to its end. */
    boolean finished();

    /** Whether it was told to stop before its end. */
    default boolean interrupted() {
        return !finished();
    }

    /** The trainings in it that failed, each with its reason in one line. */
    default List<String> failures() {
        return List.of();
    }

    /** The verdicts on what its text prints. */
    List<Verdict> verdicts();

    /** Whether the effects it looks for were observed. */
    List<CheckResult> checks();

    /** Scores, verdicts, checks, and where the files are. */
    List<String> lines();
}
