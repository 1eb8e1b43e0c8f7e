package dev.reprise.data.catalog;

import ai.djl.basicdataset.BasicDatasets;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.formats.FolderOptions;
import dev.reprise.data.formats.IdxFolder;
import dev.reprise.data.formats.ImageFolder;
import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.files.NearestName;
import dev.reprise.files.UnreadableNames;
import dev.reprise.net.InputPreparation.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Where data sets come from: the user's folder if there is one, else DJL's cache and repository.
 *
 * <p>A folder that lacks the set is the user's mistake. Without a folder and without a network, the set is replaced by
 * synthetic digits of the same shape, with a warning, and {@link LoadedData#synthetic} is true.
 */
public final class Datasets {
    private static final String FOLDER_PREFIX = "folder:";
    private static final String IDX_PREFIX = "idx:";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Optional<Path> folder;
    private final TimeoutRepository repository;

    private Datasets(Optional<Path> folder, TimeoutRepository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** Sets from the folder that {@code --data} or {@code REPRISE_DATA} names, if they do, else from DJL. */
    public static Datasets of(Optional<Path> folder) {
        Path cache = Utils.getCacheDir().resolve("cache/repo"); // DJL's own: what it fetched before is used
        return new Datasets(folder, new TimeoutRepository(BasicDatasets.DJL_REPO_URL, TIMEOUT, cache));
    }

    /** No folder, and sets fetched from {@code repository}. */
    static Datasets fetchingFrom(TimeoutRepository repository) {
        return new Datasets(Optional.empty(), repository);
    }

    /** The names that {@link #load} knows; {@code folder:PATH} stands for any folder of images, {@code idx:DIR} for
     * any folder with IDX files. */
    public static List<String> names() {
        return Stream.concat(
                        publishedNames().stream(),
                        Stream.of(SyntheticDigits.NAME, FOLDER_PREFIX + "PATH", IDX_PREFIX + "DIR"))
                .toList();
    }

    /** The names of the published sets, which are also those of their folders. */
    public static List<String> publishedNames() {
        return PublishedSet.ALL.stream().map(PublishedSet::name).toList();
    }

    /**
     * Loads a set.
     *
     * @param seed the random seed of synthetic digits; other sets do not use it
     */
    public LoadedData<ImageSet> load(String name, long seed) {
        Optional<ImageFolder> images = imageFolder(name);
        if (images.isPresent()) {
            return images.get().read();
        }
        if (name.startsWith(IDX_PREFIX)) {
            return new IdxFolder(path(name.substring(IDX_PREFIX.length())), "").read(name);
        }
        if (name.equals(SyntheticDigits.NAME)) {
            return SyntheticDigits.GRAY.load(seed);
        }
        PublishedSet set = published(name);
        return folder.map(data -> read(set, data)).orElseGet(() -> fetch(set, seed));
    }

    /** The shape of one raw input, known without the data; only a user's own files have to be read for it. */
    public static Shape inputShape(String name) {
        if (name.startsWith(FOLDER_PREFIX) || name.startsWith(IDX_PREFIX)) {
            return of(Optional.empty()).load(name, 0).train().inputShape();
        }
        return name.equals(SyntheticDigits.NAME)
                ? SyntheticDigits.GRAY.shape()
                : published(name).standIn().shape();
    }

    /** What the images of a set show of a picture, by the set's name; all of it, if the set is not known. */
    public static Placement placement(String name) {
        return name.equals(SyntheticDigits.NAME)
                ? Placement.CENTERED_INK
                : PublishedSet.ALL.stream()
                        .filter(set -> set.name().equals(name))
                        .findFirst()
                        .map(PublishedSet::placement)
                        .orElse(Placement.WHOLE_PICTURE);
    }

    private static PublishedSet published(String name) {
        return PublishedSet.ALL.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String nearest = NearestName.nearest(name, names(), 1).get(0);
                    return new DataException("no data set '%s'; did you mean %s? (expected one of %s)"
                            .formatted(name, nearest, String.join(", ", names())));
                });
    }

    private static LoadedData<ImageSet> read(PublishedSet set, Path data) {
        Path subfolder = data.resolve(set.name());
        for (Path required : List.of(data, subfolder)) {
            if (!Files.isDirectory(required)) {
                throw new DataException("%s: no such folder (expected %s to contain %s)"
                        .formatted(required, subfolder, set.format().expected()));
            }
        }
        return set.read(subfolder);
    }

    private LoadedData<ImageSet> fetch(PublishedSet set, long seed) {
        String artifactId = set.artifactId()
                .orElseThrow(
                        () -> new DataException(("%s is not in DJL's repository: download it, and name the folder that"
                                        + " contains %s/ with --data DIR or REPRISE_DATA (expected in it: %s)")
                                .formatted(set.name(), set.name(), set.format().expected())));
        Map<String, Path> files;
        try {
            files = repository.fetch(artifactId);
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Datasets.class).debug("fetching {} failed", set.name(), e);
            return set.standIn()
                    .load(seed)
                    .withWarnings(List.of(("%s could not be fetched (%s); using synthetic digits instead"
                                    + " (for the real data, name a folder that contains %s/ with --data DIR or REPRISE_DATA)")
                            .formatted(set.name(), e.getMessage(), set.name())));
        }
        try {
            return set.readFetched(files);
        } catch (DataException e) {
            throw new DataException(e.getMessage() + " (delete its folder, and it is fetched again)", e);
        }
    }

    /** The folder of images that a name such as {@code folder:pictures} stands for; empty for the other sets. */
    public static Optional<ImageFolder> imageFolder(String name) {
        return name.startsWith(FOLDER_PREFIX)
                ? Optional.of(folder(name.substring(FOLDER_PREFIX.length())))
                : Optional.empty();
    }

    /** A folder of images, perhaps with options after a question mark that is no part of its name. */
    private static ImageFolder folder(String text) {
        int question = text.lastIndexOf('?');
        return question < 0 || Files.isDirectory(path(text))
                ? new ImageFolder(path(text))
                : new ImageFolder(path(text.substring(0, question)), FolderOptions.parse(text.substring(question + 1)));
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new DataException("expected a path behind the colon, as in folder:my-images or idx:my-data");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new DataException(
                    text + ": not a path: " + UnreadableNames.hint(text).orElse(e.getReason()), e);
        }
    }
}
