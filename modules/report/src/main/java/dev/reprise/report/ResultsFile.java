package dev.reprise.report;

import dev.reprise.files.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document with the tables of results in it: they are rewritten, what people wrote around them stays. */
public record ResultsFile(Path path) {

    /**
     * Puts each table in the place of the one that begins with the same two columns; one that is not there yet goes to the
     * end, where it has rows.
     */
    public void rewrite(List<TextTable> tables) {
        try {
            String text = Files.exists(path) ? Files.readString(path) : "# Results\n";
            for (TextTable table : tables) {
                text = rewritten(text, table);
            }
            Durable.writeFile(path.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rewritten(String text, TextTable table) {
        String markdown = table.markdown();
        String begin = "| " + table.head().get(0) + " | " + table.head().get(1) + " |";
        Matcher found = Pattern.compile("(?m)^" + Pattern.quote(begin) + ".*\\R(?:\\|.*(?:\\R|\\z))*")
                .matcher(text);
        if (found.find()) {
            return text.substring(0, found.start()) + markdown + text.substring(found.end());
        }
        return table.rows().isEmpty() ? text : text + "\n" + markdown;
    }
}
