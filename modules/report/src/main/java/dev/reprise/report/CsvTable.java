package dev.reprise.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as a run writes it: a head, then whole lines.
 *
 * @param rows each with as many cells as the head
 * @param leftOut lines that a kill cut off, or that have another number of cells
 */
public record CsvTable(List<String> head, List<List<String>> rows, int leftOut) {
    static final CsvTable NONE = new CsvTable(List.of(), List.of(), 0);

    public CsvTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    static CsvTable read(Path file) throws IOException {
        // what a kill or a bad disk left may be no UTF-8: the lines that are still count
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        boolean whole = text.isEmpty() || text.endsWith("\n");
        List<String> lines = text.lines().toList();
        int end = whole ? lines.size() : lines.size() - 1;
        if (end < 1) {
            return new CsvTable(List.of(), List.of(), lines.size());
        }
        List<String> head = cells(lines.get(0));
        List<List<String>> rows = new ArrayList<>(end);
        for (String line : lines.subList(1, end)) {
            List<String> cells = cells(line);
            if (cells.size() == head.size()) {
                rows.add(cells);
            }
        }
        return new CsvTable(head, rows, lines.size() - 1 - rows.size());
    }

    public boolean has(String column) {
        return head.contains(column);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** A column as it is written; empty where there is none. */
    public List<String> texts(String column) {
        int index = head.indexOf(column);
        return index < 0 ? List.of() : rows.stream().map(row -> row.get(index)).toList();
    }

    /** A column as numbers, NaN where none is written; empty where there is no such column. */
    public double[] numbers(String column) {
        return texts(column).stream().mapToDouble(CsvTable::number).toArray();
    }

    /** The number that is written, or NaN. */
    static double number(String text) {
        if (text.isBlank()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }
}
