package dev.reprise.data.images;

import dev.reprise.data.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes PNG, JPEG, BMP, GIF, TIFF and WebP files that may be damaged or hostile.
 *
 * <p>The dimensions are read first: an image of more than 50 megapixels, one that needs much more memory than its file is
 * large ({@link DecodingMemory}), or more work than it has pixels ({@link EmbeddedImages}), is refused before it is decoded;
 * {@link BoundedInput} ends what takes too long all the same. Transparent parts are shown on white, as viewers
 * and browsers do, or on black if all that is visible is light. Of an animation the first frame is read. Gray values are those in the
 * file; color profiles are not applied to them. A photograph is turned upright as its camera recorded ({@link Orientation}).
 */
public final class Images {
    private static final long MAX_FILE_BYTES = 256L << 20;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "jpg", "bmp", "gif", "tiff", "tif", "webp");

    private static final int VISIBLE = 128; // of 255: pixels with less opacity are paper
    private static final int LIGHT = 192; // of 255: all colors of a light pixel are at least this

    private Images() {}

    /** Decodes an image file. */
    public static PixelImage read(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new DataException(file + ": no such file, or it is not readable");
        }
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new DataException(file + ": has " + Files.size(file) + " bytes, expected an image of at most "
                        + MAX_FILE_BYTES + " bytes");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Decodes the content of an image file; errors call it {@code name}. */
    public static PixelImage read(String name, byte[] content) {
        return read(name, content, DecodingLimits.FILES);
    }

    /** As {@link #read(String, byte[])}, with other limits. */
    public static PixelImage read(String name, byte[] content, DecodingLimits limits) {
        ForeignFormat.ofContent(content).ifPresent(format -> {
            throw new DataException(name + ": " + format.advice());
        });
        try (ImageInputStream in = new BoundedInput(content, limits.time())) {
            PixelImage stored = decode(name, in, content, limits.pixels());
            return Orientation.of(content).turn(stored);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static PixelImage decode(String name, ImageInputStream in, byte[] content, long maxPixels)
            throws IOException {
        ImageReader reader = readerFor(name, in);
        try {
            long jpeg = EmbeddedImages.largestJpeg(name, content, maxPixels); // before the reader parses anything
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > maxPixels) {
                throw new DataException("%s: has %d×%d pixels, more than the %d megapixels allowed"
                        .formatted(name, width, height, maxPixels / 1_000_000));
            }
            long tileWidth = reader.getTileWidth(0);
            long tileHeight = reader.getTileHeight(0);
            if (tileWidth * tileHeight > maxPixels) { // even for a few pixels a whole tile is decoded
                throw new DataException("%s: has tiles of %d×%d pixels, more than the %d megapixels allowed"
                        .formatted(name, tileWidth, tileHeight, maxPixels / 1_000_000));
            }
            DecodingMemory.require(name, reader, width * height, jpeg, content.length);
            return toPixels(reader.read(0));
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // decoders throw exceptions of every kind on damaged files; only those of reading are written for people
            String reason = e instanceof IOException && e.getMessage() != null ? ": " + e.getMessage() : "";
            throw new DataException(name + ": damaged " + reader.getFormatName() + " image" + reason, e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader readerFor(String name, ImageInputStream in) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        throw new DataException("not an image: " + name + " (expected PNG, JPEG, BMP, GIF, TIFF or WebP)");
    }

    private static PixelImage toPixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] line = new int[width];
        boolean light = image.getColorModel().hasAlpha();
        for (int y = 0; y < height && light; y++) {
            light = showsOnlyLight(readLine(image, y, line));
        }
        int paper = light ? 0 : 255;
        byte[] rgb = new byte[Math.multiplyExact(3, width * height)];
        for (int y = 0, to = 0; y < height; y++) {
            for (int argb : readLine(image, y, line)) {
                double opacity = (argb >>> 24) / 255.0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    rgb[to++] = (byte) Math.round((argb >> shift & 0xFF) * opacity + paper * (1 - opacity));
                }
            }
        }
        return new PixelImage(height, width, rgb);
    }

    /** Opacity, red, green and blue of each pixel of a line. */
    private static int[] readLine(BufferedImage image, int y, int[] line) {
        Raster raster = image.getRaster();
        int bits = image.getColorModel().getComponentSize(0);
        int bands = raster.getNumBands();
        if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY || bands > 2 || bits > 16) {
            return image.getRGB(0, y, line.length, 1, line, 0, line.length);
        }
        // getRGB would treat gray values as linear light and brighten them
        double scale = 255.0 / ((1 << bits) - 1);
        int[] samples = raster.getPixels(raster.getMinX(), raster.getMinY() + y, line.length, 1, (int[]) null);
        for (int x = 0; x < line.length; x++) {
            int value = (int) Math.round(scale * samples[x * bands]);
            int opacity = bands == 2 ? (int) Math.round(scale * samples[x * bands + 1]) : 255;
            line[x] = opacity << 24 | value * 0x010101;
        }
        return line;
    }

    /** Whether all pixels that are visible are light: on white paper, such ink would vanish. */
    private static boolean showsOnlyLight(int[] line) {
        for (int pixel : line) {
            int darkest = Math.min(Math.min(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF), pixel & 0xFF);
            if (pixel >>> 24 >= VISIBLE && darkest < LIGHT) {
                return false;
            }
        }
        return true;
    }
}
