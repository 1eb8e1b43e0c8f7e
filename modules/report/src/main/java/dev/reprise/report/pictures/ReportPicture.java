package dev.reprise.report.pictures;

import dev.reprise.files.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A picture of a report.
 *
 * @param name of its file, without {@code .png}
 * @param caption what it shows and how to read it
 * @param width and {@code height}: its size on a page, in pixels; the PNG has more
 */
public record ReportPicture(String name, String caption, int width, int height, Png png) {

    /** The bytes of a PNG file. */
    public record Png(String base64) {
        static Png of(byte[] bytes) {
            return new Png(Base64.getEncoder().encodeToString(bytes));
        }

        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /** The picture as an address that contains it. */
    public String dataUri() {
        return "data:image/png;base64," + png.base64;
    }

    /** Writes {@code NAME.png} into a folder. */
    public void writeInto(Path folder) {
        try {
            Durable.writeFile(folder.resolve(name + ".png"), png.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
