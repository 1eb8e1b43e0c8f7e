package dev.reprise.training.loop;

import dev.reprise.results.EpochRow;
import java.util.ArrayList;
import java.util.List;

/** Says nothing, and keeps the epochs that it heard of. */
final class Silent implements Progress {
    final List<EpochRow> rows = new ArrayList<>();

    @Override
    public void epoch(EpochRow row, int epochs) {
        rows.add(row);
    }
}
