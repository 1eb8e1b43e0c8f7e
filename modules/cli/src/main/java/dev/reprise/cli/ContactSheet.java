package dev.reprise.cli;

import dev.reprise.data.ImageSet;
import dev.reprise.files.Durable;
import dev.reprise.report.pictures.Gallery;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The first images of a set in rows, each above the name of its class, as a PNG. */
final class ContactSheet {
    private static final int COLUMNS = 8;
    private static final int ROWS = 4;

    private ContactSheet() {}

    static void write(ImageSet set, Path file) throws IOException {
        List<Gallery.Tile> tiles = IntStream.range(0, Math.min(COLUMNS * ROWS, set.size()))
                .mapToObj(i -> new Gallery.Tile(RunImages.image(set, i), List.of(name(set, i)), Gallery.Mark.NONE))
                .toList();
        ReportPicture picture = Gallery.of("explore", "The first images of " + set.name(), COLUMNS, tiles);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Durable.writeFile(file, picture.png().bytes());
    }

    private static String name(ImageSet set, int image) {
        int label = set.label(image);
        return TextRenderer.hasFonts() ? TextRenderer.className(set.classes(), label) : "";
    }
}
