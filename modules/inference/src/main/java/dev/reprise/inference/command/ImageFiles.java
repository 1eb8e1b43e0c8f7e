package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.files.UnreadableNames;
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
 * The files that IMAGE arguments name: a file, a folder (the images directly in it), or a pattern such as {@code
 * 'a/*.png'}.
 *
 * @param files in the order of the arguments, those of a folder or pattern by name
 * @param problems a line for each argument that names no file
 */
record ImageFiles(List<Path> files, List<String> problems) {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp");
    private static final String WILDCARDS = "*?[{";

    /**
     * Finds the files.
     *
     * @throws DataException for the first argument, if none names a file
     */
    static ImageFiles find(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        List<DataException> problems = new ArrayList<>();
        for (String argument : arguments) {
            try {
                files.addAll(find(argument));
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

    private static List<Path> find(String argument) {
        try {
            Path path = Path.of(argument);
            if (Files.isDirectory(path)) {
                return inFolder(path);
            }
            if (Files.exists(path)) {
                return List.of(path);
            }
        } catch (InvalidPathException e) {
            // a pattern may not be a path: Windows does not allow '*' in one
        }
        if (argument.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
            throw new DataException("no such file: " + argument
                    + UnreadableNames.hint(argument).map(hint -> "; " + hint).orElse(""));
        }
        return matching(argument);
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> images = list(folder, 1, ImageFiles::isNamedAsImage);
        if (images.isEmpty()) {
            throw new DataException("no images in " + folder + " (expected files such as .png or .jpg; '" + folder
                    + "/**.png' includes those in its subfolders)");
        }
        return images;
    }

    private static List<Path> matching(String pattern) {
        String[] parts = pattern.replace(File.separatorChar, '/').split("/", -1);
        int plain = 0;
        while (parts[plain].chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
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
            throw new DataException("not a valid pattern: '" + pattern + "': " + e.getDescription(), e);
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
                        loop.getFile() + " links to a folder that contains it: name the subfolders of " + folder
                                + " one by one",
                        e);
            }
            throw new DataException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isNamedAsImage(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
