package dev.reprise.inference.command;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Json;
import dev.reprise.files.Printable;
import dev.reprise.inference.Prediction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes predictions as they come, file by file. */
interface PredictionWriter {

    default void start() {}

    /** The predictions of a file: one, or one for each digit. */
    void write(Path file, List<Prediction> predictions);

    default void end() {}

    /** For people: aligned columns. */
    record AsTable(PrintWriter out, PredictionColumns columns, int fileWidth) implements PredictionWriter {
        AsTable(PrintWriter out, PredictionColumns columns, List<Path> files) {
            this(
                    out,
                    columns,
                    files.stream().map(AsTable::name).mapToInt(String::length).reduce("file".length(), Math::max));
        }

        @Override
        public void start() {
            line("file", columns.head());
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            line(name(file), columns.line(predictions));
        }

        private static String name(Path file) {
            return Printable.of(file.toString());
        }

        private void line(String file, String columns) {
            out.printf("%-" + fileWidth + "s  %s%n", file, columns);
        }
    }

    /** For programs that read tables: a spreadsheet takes a cell that begins with = for a formula. */
    record AsCsv(PrintWriter out, PredictionColumns columns) implements PredictionWriter {
        @Override
        public void start() {
            line("file", columns.csvHeads());
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            line(file, columns.csvCells(predictions));
        }

        private void line(Object file, List<?> cells) {
            List<Object> all = new ArrayList<>(List.of(file));
            all.addAll(cells);
            out.println(CsvTable.line(all));
        }
    }

    /** For programs: one object with a line per prediction; letters outside ASCII are escaped. */
    final class AsJson implements PredictionWriter {
        private final PrintWriter out;
        private final PredictionColumns columns;
        private String separator = "\n";

        AsJson(PrintWriter out, PredictionColumns columns) {
            this.out = out;
            this.columns = columns;
        }

        @Override
        public void start() {
            out.print("{\"predictions\": [");
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            out.print(separator
                    + Json.MAPPER
                            .writer()
                            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .writeValueAsString(columns.json(file, predictions)));
            separator = ",\n";
        }

        @Override
        public void end() {
            out.println("\n]}");
        }
    }
}
