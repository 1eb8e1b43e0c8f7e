package dev.reprise.training;

import java.util.List;
import java.util.function.BooleanSupplier;

/** What an app runs under a name: one training, many of them, or something shown. */
public sealed interface Study permits Experiment, Sweep, Demonstration {

    /** The one name everywhere: class, run folder, row of the results. */
    String name();

    /** Which text it is from. */
    String text();

    /** The title of the text's section, as printed. */
    String section();

    /** What to look at in its result, in one line. */
    String toSee();

    /** What the text prints; empty where it prints none. */
    List<Figure> figures();

    /** What there is to see without a figure. */
    List<String> expected();

    /** What it works on, in a few words: data, epochs, net, how many runs. */
    List<String> facts();

    /**
     * Finds out before anything is begun whether it can be run with these numbers.
     *
     * @throws UsageException or {@link IllegalArgumentException} where it cannot
     */
    void require(Request request);

    /**
     * Does it, or goes on with it where the request says so.
     *
     * @param stop asked at each step; where it says so the study ends, as interrupted
     * @throws UsageException where the request asks for what cannot be
     */
    Outcome run(Request request, Progress progress, BooleanSupplier stop);
}
