package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.SweepRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folder of a sweep: {@code sweep.csv}, a line for each run, and {@code sweep.json}. */
public record SweepFolder(Path path) {
    private static final String TABLE = "sweep.csv";
    private static final String RECORD = "sweep.json";

    public static boolean isSweep(Path folder) {
        return Files.isRegularFile(folder.resolve(TABLE)) || Files.isRegularFile(folder.resolve(RECORD));
    }

    /** Starts the folder with a record and an empty table of trials told apart by these names. */
    void start(SweepRecord record, Set<String> names) {
        files().start(TABLE, SweepRow.head(names));
        write(record);
    }

    public Optional<SweepRecord> findRecord() {
        return files().find(RECORD, SweepRecord.class);
    }

    public void write(SweepRecord record) {
        files().write(RECORD, record);
    }

    public void append(SweepRow row) {
        files().append(TABLE, List.of(row.cells()));
    }

    /** The table as far as it is whole. */
    public CsvTable table() {
        return files().table(TABLE);
    }

    /** Writes the whole table anew, for trials told apart by these names. */
    public void write(Set<String> names, List<SweepRow> rows) {
        List<List<?>> lines = new ArrayList<>(List.of(SweepRow.head(names)));
        rows.forEach(row -> lines.add(row.cells()));
        files().table(TABLE, lines);
    }

    /** The rows so far; a last line that a kill cut off is removed from the table. */
    public List<SweepRow> resumeRows() {
        CsvTable table = table();
        if (table.incomplete() > 0) {
            List<List<?>> lines = new ArrayList<>(List.of(table.head()));
            lines.addAll(table.rows());
            files().table(TABLE, lines);
        }
        return SweepRow.of(table);
    }

    /** The folder of a run of this sweep. */
    public RunFolder run(SweepRow row) {
        return RunFolder.open(path.resolveSibling(row.folder()));
    }

    private FolderFiles files() {
        return new FolderFiles(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
