package dev.reprise.files;

import java.nio.charset.Charset;
import java.util.Optional;

/** Names of files that Java cannot decode in the locale it was started in, such as C: each wrong byte becomes U+FFFD. */
public final class UnreadableNames {
    private static final String REPLACEMENT = "\uFFFD";
    private static final String ENCODING = "sun.jnu.encoding"; // of file names

    private UnreadableNames() {}

    /** What to do about a text that holds such a name, or would need one; empty where it does not. */
    public static Optional<String> hint(String text) {
        String encoding = System.getProperty(ENCODING, "UTF-8");
        return text.contains(REPLACEMENT)
                        || !Charset.forName(encoding).newEncoder().canEncode(text)
                ? Optional.of("this Java cannot read the file names here (their encoding is " + encoding
                        + "): start it with LC_ALL=C.UTF-8")
                : Optional.empty();
    }
}
