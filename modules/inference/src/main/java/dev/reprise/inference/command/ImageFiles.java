package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What IMAGE means on a command line: a file, a folder (the images directly in it) or a pattern such as {@code 'a/*.png'}.
 *
 * @param files in the order of the words, those of a folder or pattern in the order of names
 * @param problems a line for each word that stands for no file
 */
record ImageFiles(List<Path> files, List<String> problems) {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp");
    private static final String PATTERN_SIGNS = "*?[{";

    /**
     * The files that words stand for.
     *
     * @throws DataException for the first word, where none stands for a file
     */
    static ImageFiles find(List<String> words) {
        List<Path> files = new ArrayList<>();
        List<DataException> problems = new ArrayList<>();
        for (String word : words) {
            try {
                files.addAll(find(word));
            } catch (DataException e) {
                problems.add(e);
            }
        }
        if (files.isEmpty()) {
            throw problems.get(0);
        }
        return new ImageFiles(
                files, problems.stream().map(Throwable::getMessage).toList());
    }

    private static List<Path> find(String word) {
        try {
            Path path = Path.of(word);
            if (Files.isDirectory(path)) {
                return inFolder(path);
            }
            if (Files.exists(path)) {
                return List.of(path);
            }
        } catch (InvalidPathException e) {
            // a pattern need not be a path: Windows allows no '*' in one
        }
        if (word.chars().noneMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0)) {
            throw new DataException("no such file: " + word);
        }
        return matching(word);
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> images = list(folder, 1, ImageFiles::isNamedAsImage);
        if (images.isEmpty()) {
            throw new DataException("no images in " + folder + " (expected files such as .png or .jpg; '" + folder
                    + "/**.png' names those in folders below it, too)");
        }
        return images;
    }

    private static List<Path> matching(String pattern) {
        String[] parts = pattern.replace(File.separatorChar, '/').split("/", -1);
        int plain = 0;
        while (parts[plain].chars().noneMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0)) {
            plain++;
        }
        String base = String.join("/", List.of(parts).subList(0, plain));
        Path folder = Path.of(plain > 0 && base.isEmpty() ? "/" : base);
        String below = String.join("/", List.of(parts).subList(plain, parts.length));
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + below);
            int depth = below.contains("**") ? Integer.MAX_VALUE : parts.length - plain;
            List<Path> files = Files.isDirectory(folder)
                    ? list(folder, depth, file -> matcher.matches(folder.relativize(file)))
                    : List.of();
            if (files.isEmpty()) {
                throw new DataException("no file matches '" + pattern + "'");
            }
            return files;
        } catch (PatternSyntaxException e) {
            throw new DataException("'" + pattern + "' is no pattern: " + e.getDescription(), e);
        }
    }

    private static List<Path> list(Path folder, int depth, PathMatcher wanted) {
        try (Stream<Path> walk = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(wanted::matches)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            if (e.getCause() instanceof FileSystemLoopException loop) {
                throw new DataException(
                        loop.getFile() + " links to a folder that it lies in: name the folders below " + folder
                                + " one by one",
                        e);
            }
            throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isNamedAsImage(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
