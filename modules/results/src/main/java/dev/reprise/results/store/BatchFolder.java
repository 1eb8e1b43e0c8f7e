package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of several studies run by one command: {@code <out>/all/<time>/table.csv}, a line for each result. */
public record BatchFolder(Path path) {
    private static final String PARENT = "all";
    private static final String TABLE = "table.csv";
    private static final String STATE = "batch.json";
    private static final List<String> HEAD = List.of("study", "figure", "measured", "verdict", "folder");

    /** One line of the table. */
    public record Row(String study, String figure, String measured, String verdict, String folder) {
        private List<String> cells() {
            return List.of(study, figure, measured, verdict, folder);
        }
    }

    /** What the batch was asked for, and whether it is done. */
    private record State(String key, boolean done) {}

    /** Creates the folder of a batch; the request tells it from others. */
    public static BatchFolder create(RunStore store, String request) {
        BatchFolder batch = new BatchFolder(store.createFolder(PARENT, ""));
        batch.files().write(STATE, new State(key(request), false));
        return batch;
    }

    /** The newest batch of the same request that is not done. */
    public static Optional<BatchFolder> newestUnfinished(RunStore store, String request) {
        String key = key(request);
        return RunStore.last(RunStore.folders(store.out().resolve(PARENT)).stream()
                .map(BatchFolder::new)
                .filter(batch -> batch.files()
                        .find(STATE, State.class)
                        .filter(state -> !state.done && state.key.equals(key))
                        .isPresent())
                .toList());
    }

    /** When it was started, as {@link RunStore#now} gives it. */
    public String start() {
        return path.getFileName().toString();
    }

    /** The lines so far. */
    public List<Row> rows() {
        CsvTable table = files().table(TABLE);
        return table.rows().stream()
                .filter(cells -> cells.size() == HEAD.size())
                .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
                .toList();
    }

    /** Writes the table as a whole, and returns where it is. */
    public Path write(List<Row> rows) {
        List<List<?>> lines = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> lines.add(row.cells()));
        files().table(TABLE, lines);
        return path.resolve(TABLE);
    }

    /** Marks the batch as done: it is not resumed. */
    public void finish() {
        files().write(STATE, new State(files().read(STATE, State.class).key, true));
    }

    private static String key(String request) {
        return Sha256.of(request.getBytes(StandardCharsets.UTF_8));
    }

    private FolderFiles files() {
        return new FolderFiles(path);
    }
}
