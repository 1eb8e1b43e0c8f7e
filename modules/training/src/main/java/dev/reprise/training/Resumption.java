package dev.reprise.training;

import dev.reprise.data.LoadedData;
import dev.reprise.net.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How to go on with a run: its folder, and what is asked for anew. What is absent stays as the run began.
 *
 * @param data folder of data sets, as in {@link RunOptions}
 */
public record Resumption(
        Path folder,
        Overrides overrides,
        Optional<Path> data,
        OptionalInt limit,
        OptionalLong seed,
        Optional<String> device,
        OptionalInt threads,
        OnChange onChange) {

    private static final String MARK = "resumed by force";

    /** Goes on with a run as it began. */
    public static Resumption of(Path folder, Optional<Path> data) {
        return new Resumption(
                folder,
                Overrides.none(),
                data,
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OnChange.REFUSE);
    }

    /** Goes on with a run, and asks for what the request does. */
    static Resumption of(Path folder, Request request) {
        RunOptions options = request.options();
        Request.Asked asked = request.asked();
        return new Resumption(
                folder,
                request.overrides(),
                options.data(),
                options.limit(),
                asked.seed(),
                asked.device(),
                options.threads(),
                asked.onChange());
    }

    /** What goes on: the numbers that the run began with, and those that are asked for. */
    Experiment wanted(Experiment experiment, RunRecord record) {
        if (!record.experiment().name().equals(experiment.name())) {
            throw new UsageException("--resume: " + folder + " is a run of "
                    + record.experiment().name() + ", not of " + experiment.name());
        }
        long was = record.provenance().seed();
        if (seed.orElse(was) != was) {
            throw new UsageException("--resume: " + folder + " is a run with seed " + was + ", not " + seed.getAsLong()
                    + "; leave --seed out");
        }
        return overrides.apply(record.experiment());
    }

    RunOptions options(RunRecord record) {
        Provenance was = record.provenance();
        return new RunOptions(
                data,
                limit.isPresent() ? limit : record.limit(),
                was.seed(),
                device.orElse(was.device()),
                OptionalInt.of(threads.orElse(was.threads())),
                folder);
    }

    /**
     * What the run is recorded to have changed: what it had before, and a mark where it goes on by force.
     *
     * @param experiment as the program has it now
     * @throws UsageException where something changed and it is not to go on by force
     */
    Map<String, String> changes(Experiment experiment, RunRecord record, LoadedData<?> loaded) {
        RunOptions options = options(record);
        List<String> differences = new ArrayList<>(Differences.between(
                record.experiment(), experiment, record.overridden().keySet()));
        overrides.changes(record.experiment()).forEach((name, change) -> differences.add(name + ": " + change));
        if (!options.limit().equals(record.limit())) {
            differences.add("limit: " + text(record.limit()) + " → " + text(options.limit()));
        }
        Provenance now = Provenance.of(
                options.seed(),
                loaded.train().name(),
                loaded.sha256(),
                Torch.device(options.device()),
                options.threads().getAsInt());
        differences.addAll(record.provenance().differences(now));
        Map<String, String> changes = new LinkedHashMap<>(record.overridden());
        if (!differences.isEmpty()) {
            String all = String.join("; ", differences);
            if (onChange == OnChange.REFUSE) {
                throw new UsageException("--resume: since the run began there changed " + all
                        + "; begin a new one without --resume, or go on with --force, which marks the run");
            }
            int epoch = Checkpoint.read(folder).map(Checkpoint::epoch).orElse(0) + 1;
            changes.merge(MARK, "from epoch " + epoch + " on: " + all, (before, more) -> before + "; " + more);
        }
        return changes;
    }

    private static String text(OptionalInt limit) {
        return limit.isPresent() ? Integer.toString(limit.getAsInt()) : "none";
    }
}
