package dev.reprise.training.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.SweepRow;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs that a study of many makes. */
interface Plan {

    /**
     * A trial with a seed.
     *
     * @param number of the trial among those of its seed, from 0
     * @param fault why it cannot be trained, if so
     */
    record Planned(
            Trial trial,
            long seed,
            @JsonIgnore int number,
            @JsonIgnore Optional<UsageException> fault) {}

    String name();

    /** How many runs there are, at most. */
    int size();

    /**
     * The run with a number; empty where there are no more.
     *
     * @param number from 0
     * @param ended those that have ended, in the order of their numbers
     * @param known those that ended before an interruption
     */
    Optional<Planned> run(int number, List<SweepRow> ended, List<SweepRow> known);

    /** Whether a run that failed is made again when the sweep is resumed. */
    boolean retriesFailed();

    /** What tells one sweep from another. */
    String key(Request request);

    /** The names of the values that tell the trials apart. */
    Set<String> names();

    /** Whether the runs differ by their seed alone. */
    boolean onlySeeds();

    /** What the text prints of the trial with these values. */
    List<PublishedValue> published(Map<String, String> values);

    /** What is said of each run. */
    List<Measure> measures();

    /** What was asked, for the record: lines of a search; none of a sweep that is in the program. */
    List<String> asked();
}
