package dev.reprise.data.formats;

import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The split of a set that has no test images of its own. */
final class EveryFifth {
    private EveryFifth() {}

    /** Every fifth image becomes a test image. */
    static LoadedData<ImageSet> isForTest(ImageSet all, Map<String, String> sha256) {
        return new LoadedData<>(
                select(all, i -> i % 5 != 4),
                select(all, i -> i % 5 == 4),
                LoadedData.Origin.FOLDER,
                sha256,
                List.of());
    }

    private static ImageSet select(ImageSet all, IntPredicate wanted) {
        return all.select(IntStream.range(0, all.size()).filter(wanted).toArray());
    }
}
