package dev.reprise.net;

import java.nio.file.Path;

/** The hash that {@code net.json} holds of a file next to it. */
final class FileHash {
    private FileHash() {}

    /** Throws {@link NetException} where a file has another SHA-256 than was recorded. */
    static void require(Path file, String recorded, String actual) {
        if (!recorded.equals(actual)) {
            throw new NetException(
                    file + " is damaged or was changed: net.json says SHA-256 " + recorded + ", it is " + actual);
        }
    }
}
