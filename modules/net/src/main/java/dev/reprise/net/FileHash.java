package dev.reprise.net;

import java.nio.file.Path;

/** The hash in {@code net.json} of a file next to it. */
final class FileHash {
    private FileHash() {}

    /** Throws {@link NetException} if a file's SHA-256 is not the recorded one. */
    static void require(Path file, String recorded, String actual) {
        if (!recorded.equals(actual)) {
            throw new NetException(
                    file + " is damaged or was changed: its SHA-256 is " + actual + ", net.json has " + recorded);
        }
    }
}
