package dev.reprise.training;

import ai.djl.Device;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.net.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Works a demonstration out and leaves a run folder: its record, its tables, its result. */
final class DemonstrationRun implements Demonstration.Stage {
    private final RunOptions options;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final RunFolder folder;

    private DemonstrationRun(RunOptions options, Progress progress, BooleanSupplier stop, RunFolder folder) {
        this.options = options;
        this.progress = progress;
        this.stop = stop;
        this.folder = folder;
    }

    private record Shown(Path folder, boolean finished, Demonstration.Shown shown) implements Outcome {
        @Override
        public List<Judgement> judgements() {
            return shown.judgements();
        }

        @Override
        public List<Seen> seen() {
            return shown.seen();
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>(shown.lines());
            Stream.concat(shown.judgements().stream(), shown.seen().stream())
                    .map(Object::toString)
                    .forEach(lines::add);
            lines.add("tables: " + folder);
            return lines;
        }
    }

    private record ShownRecord(
            int format,
            Title experiment,
            Map<String, String> trial,
            Map<String, String> overridden,
            boolean synthetic,
            Provenance provenance) {}

    private record Title(String name, String text, String section, String toSee) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record ShownResult(
            int format,
            String experiment,
            long seed,
            String status,
            @JsonProperty("lines") List<String> lines,
            List<RunResult.JudgedFigure> figures,
            List<Seen> seen) {}

    static Outcome run(Demonstration study, Request request, Progress progress, BooleanSupplier stop) {
        study.require(request);
        if (request.resume() instanceof Request.Resume.Newest || request.resume() instanceof Request.Resume.Named) {
            throw new UsageException(study.name() + " is not gone on with; run it without --resume");
        }
        if (request.seeds() > 1) {
            progress.warning(study.name() + " is shown once, with seed "
                    + request.options().seed());
        }
        RunOptions options = request.options();
        Device device = Torch.device(options.device());
        RunFolder folder = RunFolder.create(options.out(), study.name(), "seed" + options.seed());
        int threads = options.threads().orElse(1);
        Torch.useThreads(threads);
        folder.json(
                "experiment.json",
                new ShownRecord(
                        RunRecord.FORMAT,
                        new Title(study.name(), study.text(), study.section(), study.toSee()),
                        Map.of(),
                        Map.of(),
                        false,
                        Provenance.of(options.seed(), "", Map.of(), device, threads)));
        Demonstration.Shown shown = study.show(new DemonstrationRun(options, progress, stop, folder));
        boolean finished = !stop.getAsBoolean();
        folder.json(
                "result.json",
                new ShownResult(
                        RunRecord.FORMAT,
                        study.name(),
                        options.seed(),
                        finished ? "finished" : "interrupted",
                        shown.lines(),
                        shown.judgements().stream()
                                .map(RunResult.JudgedFigure::of)
                                .toList(),
                        shown.seen()));
        return new Shown(folder.path(), finished, shown);
    }

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean stopped() {
        return stop.getAsBoolean();
    }

    @Override
    public void table(String name, List<String> lines) {
        folder.table(name, lines);
    }

    @Override
    public RunOutcome train(Trial trial) {
        return Run.run(trial, Overrides.none(), options, progress, stop);
    }
}
