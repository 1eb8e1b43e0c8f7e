package dev.reprise.training.experiment;

import dev.reprise.results.PublishedValue;
import java.util.List;

/** What an app runs under a name: one training, many of them, or something shown. */
public sealed interface Study permits Experiment, Sweep, Demonstration {

    /** The one name everywhere: class, run folder, row of the results. */
    String name();

    /** Where in the texts it is from. */
    Source source();

    /** What to look at in its result, in one line. */
    String lookFor();

    /** What the text prints; empty where it prints none. */
    List<PublishedValue> publishedValues();

    /** The effects to look for that are no published value, a line each. */
    List<String> effects();

    /** What it works on, in a few words: data, epochs, net, how many runs. */
    List<String> facts();
}
