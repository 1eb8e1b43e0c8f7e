package dev.reprise.cli.jobs;

import java.util.List;
import java.util.Optional;

/** A line in which a child process tells its parent how it is going: a marker, a word, and fields, with tabs between them. */
record Message(Word word, List<String> fields) {
    private static final String MARKER = "@reprise";

    enum Word {
        /** A text. */
        WARNING,
        /** A text. */
        STARTED,
        /** Epoch, its steps done, all its steps. */
        STEP,
        /** Epoch, planned epochs, the value to show, all scores. */
        EPOCH,
        /** A line of the results. */
        LINE,
        /** The folder of the finished study. */
        FOLDER,
        /** A reason. */
        DIVERGED,
        /** A reason. */
        FAILED
    }

    Message {
        fields =
                fields.stream().map(field -> field.replaceAll("[\t\r\n]+", " ")).toList();
    }

    String line() {
        return MARKER + "\t" + word + "\t" + String.join("\t", fields);
    }

    /** The message of a line; empty where something else wrote the line. */
    static Optional<Message> of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length < 3 || !cells[0].equals(MARKER)) {
            return Optional.empty();
        }
        return Optional.of(new Message(Word.valueOf(cells[1]), List.of(cells).subList(2, cells.length)));
    }

    String field(int number) {
        return fields.get(number);
    }
}
