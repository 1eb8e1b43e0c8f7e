package dev.reprise.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in CSV as RFC 4180 has it, with a head.
 *
 * @param rows each with as many cells as the head
 * @param incomplete how many lines a kill cut off, or have another number of cells
 */
public record CsvTable(List<String> head, List<List<String>> rows, int incomplete) {
    public static final CsvTable EMPTY = new CsvTable(List.of(), List.of(), 0);

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    public CsvTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** One line of a table, without its line feed. */
    public static String line(List<?> cells) {
        return FORMAT.format(cells.toArray());
    }

    /**
     * The whole lines of a file: a last one without a line feed is incomplete.
     *
     * @param most bytes that it may have
     */
    public static CsvTable read(Path file, long most) throws IOException {
        // bytes that are not UTF-8, left by a kill or a bad disk, spoil their own line only
        return parse(new String(SmallFile.read(file, most), StandardCharsets.UTF_8));
    }

    /** The whole lines of a text. */
    public static CsvTable parse(String text) {
        int end = text.lastIndexOf('\n') + 1;
        int incomplete = end < text.length() ? 1 : 0;
        List<List<String>> rows = new ArrayList<>();
        List<String> head = List.of();
        try (CSVParser parser = CSVParser.parse(text.substring(0, end), FORMAT)) {
            for (CSVRecord record : parser) {
                List<String> cells = record.toList();
                if (head.isEmpty()) {
                    head = cells;
                } else if (cells.size() == head.size()) {
                    rows.add(cells);
                } else {
                    incomplete++;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            incomplete++; // a quote that never ends: nothing after it can be told apart
        }
        return new CsvTable(head, rows, incomplete);
    }

    /** The same table with {@link Printable} cells. */
    public CsvTable printable() {
        boolean isPrintable = head.stream().allMatch(Printable::isPrintable)
                && rows.stream().flatMap(List::stream).allMatch(Printable::isPrintable);
        if (isPrintable) {
            return this; // nearly always: a copy would take the memory twice
        }
        return new CsvTable(
                printable(head), rows.stream().map(CsvTable::printable).toList(), incomplete);
    }

    private static List<String> printable(List<String> cells) {
        return cells.stream().map(Printable::of).toList();
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
    public static double number(String text) {
        try {
            return text.isBlank() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
