package dev.reprise.training;

import dev.reprise.net.Check;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * How a study is to be run.
 *
 * @param seeds repeat with so many seeds, from the options' seed on
 * @param resume whether, and with what, to go on
 * @param asked what of the options was asked for outright
 */
public record Request(Overrides overrides, RunOptions options, int seeds, Resume resume, Asked asked) {

    public Request {
        Check.atLeast(1, "seeds", seeds);
    }

    public static Request of(Overrides overrides, RunOptions options) {
        return new Request(overrides, options, 1, new Resume.No(), Asked.nothing());
    }

    public Request withResume(Resume value) {
        return new Request(overrides, options, seeds, value, asked);
    }

    /** The same once for each of so many seeds. */
    public Request withSeeds(int value) {
        return new Request(overrides, options, value, resume, asked);
    }

    public Request withAsked(Asked value) {
        return new Request(overrides, options, seeds, resume, value);
    }

    /** What was asked for outright and not by default, of a run that goes on. */
    public record Asked(OptionalLong seed, Optional<String> device, OnChange onChange) {
        public static Asked nothing() {
            return new Asked(OptionalLong.empty(), Optional.empty(), OnChange.REFUSE);
        }
    }

    /** What to go on with. */
    public sealed interface Resume {
        /** The run to go on with, if there is to be one. */
        Optional<Path> run(Path out, String experiment);

        /** The sweep to go on with, if there is to be one: of those that are wanted. */
        Optional<Path> sweep(Path out, String name, Predicate<Path> wanted);

        /** Nothing: begin. */
        record No() implements Resume {
            @Override
            public Optional<Path> run(Path out, String experiment) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> sweep(Path out, String name, Predicate<Path> wanted) {
                return Optional.empty();
            }
        }

        /** What is newest and unfinished; a mistake where there is none. */
        record Newest() implements Resume {
            @Override
            public Optional<Path> run(Path out, String experiment) {
                return Optional.of(RunFolder.newestUnfinished(out, experiment)
                        .orElseThrow(() ->
                                new UsageException("--resume: " + out + " holds no unfinished run of " + experiment)));
            }

            @Override
            public Optional<Path> sweep(Path out, String name, Predicate<Path> wanted) {
                return Optional.of(SweepFolder.newest(out, name, wanted)
                        .orElseThrow(() -> new UsageException("--resume: " + out + " holds no unfinished sweep of "
                                + name + " with these seeds and numbers")));
            }
        }

        /** What is newest and unfinished, else begin. */
        record NewestOrBegin() implements Resume {
            @Override
            public Optional<Path> run(Path out, String experiment) {
                return RunFolder.newestUnfinished(out, experiment);
            }

            @Override
            public Optional<Path> sweep(Path out, String name, Predicate<Path> wanted) {
                return SweepFolder.newest(out, name, wanted);
            }
        }

        /** This run's folder. */
        record Named(Path folder) implements Resume {
            @Override
            public Optional<Path> run(Path out, String experiment) {
                return Optional.of(folder);
            }

            @Override
            public Optional<Path> sweep(Path out, String name, Predicate<Path> wanted) {
                if (!wanted.test(folder)) {
                    throw new UsageException("--resume: " + folder + " is no unfinished sweep of " + name
                            + " with these seeds and numbers");
                }
                return Optional.of(folder);
            }
        }
    }
}
