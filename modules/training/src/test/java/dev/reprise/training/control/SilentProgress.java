package dev.reprise.training.control;

import dev.reprise.results.EpochRow;
import java.util.ArrayList;
import java.util.List;

/** Prints nothing, and keeps the epochs. */
public final class SilentProgress implements Progress {
    public final List<EpochRow> rows = new ArrayList<>();

    @Override
    public void epoch(EpochRow row, int epochs) {
        rows.add(row);
    }
}
