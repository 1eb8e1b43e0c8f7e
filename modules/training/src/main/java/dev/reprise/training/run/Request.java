package dev.reprise.training.run;

import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a study should be run.
 *
 * @param seeds repeat with so many seeds, from the options' seed on
 * @param resume whether, and what, to resume
 * @param given which options were given, and not left at their defaults
 */
public record Request(Overrides overrides, RunOptions options, int seeds, Resume resume, Given given) {

    public Request {
        Bounds.atLeast(1, "seeds", seeds);
    }

    public static Request of(Overrides overrides, RunOptions options) {
        return new Request(overrides, options, 1, new Resume.No(), Given.nothing());
    }

    public Request withResume(Resume value) {
        return new Request(overrides, options, seeds, value, given);
    }

    public Request withOptions(RunOptions value) {
        return new Request(overrides, value, seeds, resume, given);
    }

    /** The same once for each of so many seeds. */
    public Request withSeeds(int value) {
        return new Request(overrides, options, value, resume, given);
    }

    public Request withGiven(Given value) {
        return new Request(overrides, options, seeds, resume, value);
    }

    /** Where the runs are. */
    public RunStore store() {
        return new RunStore(options.out());
    }

    /** What was given for a run that is resumed, which keeps its own values otherwise. */
    public record Given(OptionalLong seed, Optional<String> device, OnChange onChange) {
        public static Given nothing() {
            return new Given(OptionalLong.empty(), Optional.empty(), OnChange.REFUSE);
        }
    }

    /** What to resume. */
    public sealed interface Resume {
        /** The run to resume; empty: start a new one. */
        Optional<RunFolder> run(RunStore store, String experiment);

        /** The sweep of these runs to resume, told by its key; empty: start a new one. */
        Optional<SweepFolder> sweep(RunStore store, String name, String key);

        /** Whether a new run may be started where there is nothing to resume. */
        default boolean startsAnew() {
            return false;
        }

        /** Nothing: start. */
        record No() implements Resume {
            @Override
            public boolean startsAnew() {
                return true;
            }

            @Override
            public Optional<RunFolder> run(RunStore store, String experiment) {
                return Optional.empty();
            }

            @Override
            public Optional<SweepFolder> sweep(RunStore store, String name, String key) {
                return Optional.empty();
            }
        }

        /** The newest unfinished one, which there must be. */
        record Newest() implements Resume {
            @Override
            public Optional<RunFolder> run(RunStore store, String experiment) {
                return Optional.of(store.newestUnfinished(experiment)
                        .orElseThrow(() -> new RunException(
                                "cannot resume: " + store.out() + " holds no unfinished run of " + experiment)));
            }

            @Override
            public Optional<SweepFolder> sweep(RunStore store, String name, String key) {
                return Optional.of(store.newestUnfinishedSweep(name, key)
                        .orElseThrow(() -> new RunException("cannot resume: " + store.out()
                                + " holds no unfinished sweep of " + name + " with these seeds and values")));
            }
        }

        /**
         * The newest unfinished one, if there is one.
         *
         * @param start runs that are older are left alone, {@link RunStore#now}
         */
        record NewestSince(String start) implements Resume {
            @Override
            public boolean startsAnew() {
                return true;
            }

            @Override
            public Optional<RunFolder> run(RunStore store, String experiment) {
                return store.newestUnfinishedSince(start, experiment);
            }

            @Override
            public Optional<SweepFolder> sweep(RunStore store, String name, String key) {
                return store.newestUnfinishedSweep(name, key);
            }
        }

        /** The one in this folder. */
        record Named(Path folder) implements Resume {
            @Override
            public Optional<RunFolder> run(RunStore store, String experiment) {
                return Optional.of(RunFolder.open(folder));
            }

            @Override
            public Optional<SweepFolder> sweep(RunStore store, String name, String key) {
                SweepFolder sweep = new SweepFolder(folder);
                if (!RunStore.isUnfinished(sweep, key)) {
                    throw new RunException("cannot resume: " + folder + " is not an unfinished sweep of " + name
                            + " with these seeds and values");
                }
                return Optional.of(sweep);
            }
        }
    }
}
