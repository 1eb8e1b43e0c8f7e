package dev.reprise.data.formats;

import dev.reprise.data.DataException;
import dev.reprise.files.UnreadableNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where the pictures of a user's folder are: a subfolder for each class, with pictures at any depth; or folders for training and
 * test, by their usual names in any case, that contain the classes.
 *
 * @param test the folder of test pictures; absent: a share of the others is for the test
 * @param notes what is left out or taken otherwise than its name says, a line each
 */
record FolderLayout(Path train, Optional<Path> test, List<String> notes) {
    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");
    private static final Set<String> TEST = Set.of("test", "testing");
    private static final int DEEPEST = 16;

    /** Looks into a folder. Throws {@link DataException} where it cannot be read or does not say what is what. */
    static FolderLayout of(Path folder) {
        Optional<Path> train = named(folder, TRAIN);
        Optional<Path> validation = named(folder, VALIDATION);
        Optional<Path> test = named(folder, TEST);
        List<String> notes = new ArrayList<>();
        if (train.isEmpty() || !isSplit(train.get()) || (validation.isEmpty() && test.isEmpty())) {
            notePicturesBeside(folder, notes);
            return new FolderLayout(folder, Optional.empty(), notes);
        }
        if (test.isEmpty()) {
            notes.add("%s: has no test/, so the net is tested on the pictures of %s/"
                    .formatted(folder, validation.orElseThrow().getFileName()));
        } else {
            validation.ifPresent(left -> notes.add(
                    "%s: the %d files of %s/ are left out: an experiment holds out training pictures to validate"
                            .formatted(folder, pictures(left).size(), left.getFileName())));
        }
        list(folder, Files::isDirectory).stream()
                .filter(other -> Stream.of(train, validation, test)
                        .flatMap(Optional::stream)
                        .noneMatch(other::equals))
                .forEach(other ->
                        notes.add("%s: the %d files of %s/ are left out: it is not one of train/, val/ and test/"
                                .formatted(folder, pictures(other).size(), other.getFileName())));
        for (Path split : Stream.of(train, test).flatMap(Optional::stream).toList()) {
            notePicturesBeside(split, notes);
        }
        return new FolderLayout(train.get(), test.or(() -> validation), notes);
    }

    /** Whether a folder contains classes, and is not one itself. */
    private static boolean isSplit(Path folder) {
        return !list(folder, Files::isDirectory).isEmpty();
    }

    private static Optional<Path> named(Path folder, Set<String> names) {
        List<Path> found = list(folder, Files::isDirectory).stream()
                .filter(path -> names.contains(path.getFileName().toString().toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new DataException("%s: has both %s/ and %s/; expected one of them"
                    .formatted(folder, found.get(0).getFileName(), found.get(1).getFileName()));
        }
        return found.stream().findFirst();
    }

    private static void notePicturesBeside(Path folder, List<String> notes) {
        int beside = list(folder, Files::isRegularFile).size();
        if (beside > 0) {
            notes.add("%s: %d files beside the folders of the classes are left out".formatted(folder, beside));
        }
    }

    /** The folders of the classes, by name. */
    static List<Path> classes(Path folder) {
        return list(folder, Files::isDirectory);
    }

    /** The files of a class at any depth, by name; hidden ones and what macOS adds to archives are none. */
    static List<Path> pictures(Path classFolder) {
        try (Stream<Path> files = Files.walk(classFolder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isSeen(classFolder.relativize(file)))
                    .map(FolderLayout::readable)
                    .sorted(Comparator.comparing(
                            file -> classFolder.relativize(file).toString()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(classFolder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isSeen(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .noneMatch(name -> name.startsWith(".") || name.equals("__MACOSX"));
    }

    private static List<Path> list(Path folder, Predicate<Path> kind) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(kind)
                    .filter(entry -> isSeen(entry.getFileName()))
                    .map(FolderLayout::readable)
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Two names that Java cannot decode look the same: classes would be merged. */
    private static Path readable(Path path) {
        UnreadableNames.hint(path.toString()).ifPresent(hint -> {
            throw new DataException(path.getParent() + ": " + hint);
        });
        return path;
    }
}
