package dev.reprise.training;

import java.util.ArrayList;
import java.util.List;

/** Hears a run and says nothing; keeps what it heard. */
final class Silent implements Progress {
    final List<String> warnings = new ArrayList<>();
    final List<EpochRow> rows = new ArrayList<>();

    @Override
    public void warning(String line) {
        warnings.add(line);
    }

    @Override
    public void started(List<String> lines) {}

    @Override
    public void firstStep() {}

    @Override
    public void steps(int epoch, long done, long total, double loss) {}

    @Override
    public void epoch(EpochRow row, int epochs) {
        rows.add(row);
    }
}
