package dev.reprise.training.run;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Verdict;
import dev.reprise.training.experiment.Demonstration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What came of a demonstration. */
record DemonstrationOutcome(Path folder, boolean finished, Demonstration.Shown shown) implements Outcome {
    @Override
    public List<Verdict> verdicts() {
        return shown.verdicts();
    }

    @Override
    public List<CheckResult> checks() {
        return shown.checks();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(shown.lines());
        Stream.concat(shown.verdicts().stream(), shown.checks().stream())
                .map(Object::toString)
                .forEach(lines::add);
        lines.add("tables: " + folder);
        return lines;
    }
}
