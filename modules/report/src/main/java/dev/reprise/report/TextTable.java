package dev.reprise.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of texts, to be written in the ways that other programs read. */
public record TextTable(List<String> head, List<List<String>> rows) {
    public TextTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** With the bars of Markdown; none in a cell splits it. */
    public String markdown() {
        return bars(head)
                + "|" + "---|".repeat(head.size()) + "\n"
                + rows.stream().map(TextTable::bars).collect(Collectors.joining());
    }

    private static String bars(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** By commas, quoted as RFC 4180 says. */
    public String csv() {
        return Stream.concat(Stream.of(head), rows.stream())
                .map(cells -> cells.stream().map(TextTable::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\n\r].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
