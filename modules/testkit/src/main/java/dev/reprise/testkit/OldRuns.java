package dev.reprise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run folders and saved nets that an older version wrote, for tests that they can still be opened.
 *
 * <p>They are described in {@code runs-120da67/README.md} among the resources of this module.
 *
 * @param out the folder of runs, as {@code --out} names it
 * @param printed what the older version printed for them
 */
public record OldRuns(Path out, Path printed) {
    private static final String RESOURCES = "runs-120da67";

    /** Copies all of them into a folder, from the class path's folder or jar. */
    public static OldRuns copyTo(Path folder) {
        try {
            return copy(
                    Path.of(OldRuns.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()),
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies from a folder of classes or a jar. */
    static OldRuns copy(Path classes, Path folder) throws IOException {
        if (Files.isDirectory(classes)) {
            copyTree(classes.resolve(RESOURCES), folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(classes)) {
                copyTree(jar.getPath("/" + RESOURCES), folder);
            }
        }
        return new OldRuns(folder.resolve("out"), folder.resolve("printed"));
    }

    /** The only run of an experiment, or its newest one; a sweep's folder is not a run. */
    public Path run(String experiment) {
        return newest(experiment, "-seed");
    }

    /** The folder of an experiment's sweep. */
    public Path sweep(String experiment) {
        return newest(experiment, "-sweep");
    }

    /** The folders of all runs. */
    public List<Path> runs() {
        try (Stream<Path> folders = Files.walk(out, 2)) {
            return folders.filter(folder -> folder.getFileName().toString().contains("-seed"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newest(String experiment, String what) {
        try (Stream<Path> folders = Files.list(out.resolve(experiment))) {
            return folders.filter(folder -> folder.getFileName().toString().contains(what))
                    .max(Path::compareTo)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(from)) {
            all = tree.toList(); // a folder comes before what is in it
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }
}
