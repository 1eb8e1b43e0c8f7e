package dev.reprise.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training set and a test set, and where they come from.
 *
 * @param sha256 of the decompressed content of each file read, by its published name; of a folder of images, that of
 *     the pixels and labels of {@code train} and {@code test}; empty for synthetic and drawn sets
 * @param warnings for the user, one line each
 */
public record LoadedData<E extends Examples>(
        E train, E test, Origin origin, Map<String, String> sha256, List<String> warnings) {

    /** The source of a set. */
    public enum Origin {
        /** Files of a folder that the user named. */
        FOLDER,
        /** The same, under the name of a published set whose files they are not: no verdict on what it publishes. */
        CHANGED,
        /** Published files that DJL fetched and cached. */
        FETCHED,
        /** Drawn by the rule that the experiment's text gives, which is what the text trains on. */
        DRAWN,
        /** Synthetic images drawn from a seed, which cannot confirm or refute a published value. */
        SYNTHETIC
    }

    public LoadedData {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256)); // the same order in every record
        warnings = List.copyOf(warnings);
    }

    public boolean synthetic() {
        return origin == Origin.SYNTHETIC;
    }

    public LoadedData<E> withOrigin(Origin other) {
        return new LoadedData<>(train, test, other, sha256, warnings);
    }

    public LoadedData<E> withWarnings(List<String> others) {
        return new LoadedData<>(train, test, origin, sha256, others);
    }
}
