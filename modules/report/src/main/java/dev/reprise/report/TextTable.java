package dev.reprise.report;

import dev.reprise.files.CsvTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of texts, written in the ways that other programs read. The first cell of a row is a name. */
public record TextTable(List<String> head, List<List<String>> rows) {
    public TextTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** In Markdown, with the names as code; a bar or line break in a cell does not split it. */
    public String markdown() {
        return bars(head.stream())
                + "|" + "---|".repeat(head.size()) + "\n"
                + rows.stream()
                        .map(row -> bars(Stream.concat(
                                Stream.of("`" + row.get(0) + "`"), row.stream().skip(1))))
                        .collect(Collectors.joining());
    }

    private static String bars(Stream<String> cells) {
        return cells.map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    public String csv() {
        return Stream.concat(Stream.of(head), rows.stream())
                .map(cells -> CsvTable.line(cells) + "\n")
                .collect(Collectors.joining());
    }
}
