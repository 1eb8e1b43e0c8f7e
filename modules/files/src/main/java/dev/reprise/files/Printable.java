package dev.reprise.files;

/**
 * Text that somebody else may have written, for people to read: characters that would move a terminal's cursor, change what it shows
 * or turn the direction of reading are written as escapes, such as {@code \}{@code u001b}.
 */
public final class Printable {
    private Printable() {}

    /** The text with escapes for control characters, line breaks included, and for invisible ones that format text. */
    public static String of(String text) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(
                        c -> escaped.append(isPrintable((char) c) ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    /** Whether a text has none of these characters. */
    public static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> isPrintable((char) c));
    }

    private static boolean isPrintable(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == '\u200c' || c == '\u200d'; // joiners are part of words
            default -> true;
        };
    }
}
