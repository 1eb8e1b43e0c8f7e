package dev.reprise.report;

import dev.reprise.net.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document with the table of results in it: the table is rewritten, what people wrote around it stays. */
public record ResultsFile(Path path) {
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\| experiment \\| figure \\|.*\\R(?:\\|.*(?:\\R|\\z))*");

    /** Puts the table in the place of the one that is there; into a file that is not there yet, alone. */
    public void rewrite(ResultsTable table) {
        try {
            String text = Files.exists(path) ? Files.readString(path) : "# Results\n\n" + table.markdown();
            Matcher found = TABLE.matcher(text);
            if (!found.find()) {
                throw new ReportException("--write: " + path
                        + " has no table that begins with '| experiment | figure |'; name one that has, or a new file");
            }
            String rewritten = text.substring(0, found.start()) + table.markdown() + text.substring(found.end());
            Durable.writeFile(path.toAbsolutePath(), rewritten.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
