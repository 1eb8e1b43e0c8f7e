package dev.reprise.training.sweep;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.results.RunStatus;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.training.run.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of a sweep. */
public record SweepOutcome(SweepFolder sweep, SweepRecord record) implements Outcome {

    @Override
    public Path folder() {
        return sweep.path();
    }

    @Override
    public boolean finished() {
        return record.finished();
    }

    @Override
    public boolean interrupted() {
        return record.status() == RunStatus.INTERRUPTED;
    }

    @Override
    public List<String> failures() {
        return record.failures();
    }

    @Override
    public List<Verdict> verdicts() {
        return record.allVerdicts();
    }

    @Override
    public List<CheckResult> checks() {
        return record.checks();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        record.summaries().forEach((measure, summary) -> lines.add(measure + " " + summary));
        record.trials().forEach(trial -> lines.add(line(trial)));
        if (!record.best().isEmpty()) {
            lines.add("the best by validation: " + text(record.best()));
        }
        record.verdicts().forEach(verdict -> lines.add(verdict.toString()));
        record.checks().forEach(check -> lines.add(check.toString()));
        record.failures().forEach(failure -> lines.add("failed: " + failure));
        if (record.status() == RunStatus.FAILED) {
            lines.add(record.failures().size() + " of " + record.planned()
                    + " runs failed; repeat them with the same command and "
                    + (record.search().isEmpty() ? "--resume" : "--resume --retry-failed"));
        }
        if (interrupted()) {
            lines.add("interrupted after " + record.runs() + " of " + record.planned()
                    + " runs; resume with the same command and --resume");
        }
        lines.add("sweep: " + sweep);
        return lines;
    }

    private static String line(SweepRecord.TrialResult trial) {
        return text(trial.values()) + ": "
                + trial.means().entrySet().stream()
                        .map(mean -> mean.getKey() + " " + Numbers.measured(mean.getValue()))
                        .collect(Collectors.joining(", "))
                + trial.verdicts().stream().map(verdict -> "; " + verdict).collect(Collectors.joining());
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
