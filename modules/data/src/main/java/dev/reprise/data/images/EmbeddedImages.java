package dev.reprise.data.images;

import dev.reprise.data.DataException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The parts of a file that are decoded each by itself: the strips and tiles of a TIFF, and the JPEGs that they, or a whole
 * file, consist of. Their number, size and scans are not in the header of the file, so they are read before anything is decoded.
 */
final class EmbeddedImages {
    private static final int WIDTH = 256; // tags of TIFF
    private static final int HEIGHT = 257;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int MAX_SAMPLES = 32; // readers keep numbers for each
    private static final int TILE_OFFSETS = 324;
    private static final int OLD_JPEG = 6; // values of TIFF's tag Compression
    private static final int JPEG = 7;
    private static final int PADDING =
            2; // all tiles together may have twice the pixels allowed: those at an edge are padded
    private static final int ANY_STRIPS = 10_000; // that a TIFF may have, and one more for each PIXELS_PER_STRIP
    private static final int PIXELS_PER_STRIP = 256;
    private static final int MAX_OVERLAP = 4; // how often the bytes of a file may be walked over

    private static final int BMP_COMPRESSION = 30; // offset in the file
    private static final Set<Integer> BMP_EMBEDDED = Set.of(4, 5); // JPEG, PNG

    private EmbeddedImages() {}

    /**
     * The pixels of the largest JPEG; 0 if there is none.
     *
     * @throws DataException if a part would take more work than the image needs
     */
    static long largestJpeg(String name, byte[] content, long maxPixels) throws IOException {
        if (TiffTags.isTiff(content)) {
            return ofTiff(name, content, maxPixels);
        }
        if (content.length > BMP_COMPRESSION && content[0] == 'B' && content[1] == 'M') {
            return ofBmp(name, content);
        }
        boolean jpeg = content.length > 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xD8;
        return jpeg ? JpegStructure.of(name, content, 0).pixels() : 0;
    }

    private static long ofBmp(String name, byte[] content) {
        if (BMP_EMBEDDED.contains((int) content[BMP_COMPRESSION])) {
            throw new DataException(name + ": a BMP with a JPEG or PNG in it is not read; save it as PNG");
        }
        return 0;
    }

    private static long ofTiff(String name, byte[] content, long maxPixels) throws IOException {
        TiffTags tags = TiffTags.of(content);
        tags.check();
        long compression = one(tags, COMPRESSION);
        if (compression == OLD_JPEG) {
            throw new DataException(name + ": a TIFF with the old JPEG compression is not read; save it as PNG");
        }
        if (one(tags, SAMPLES) > MAX_SAMPLES) {
            throw new DataException(name + ": a TIFF of " + one(tags, SAMPLES) + " samples per pixel, expected 1 to 4");
        }
        long pixels = one(tags, WIDTH) * one(tags, HEIGHT);
        long[] offsets = LongStream.concat(
                        LongStream.of(tags.numbers(STRIP_OFFSETS)), LongStream.of(tags.numbers(TILE_OFFSETS)))
                .toArray();
        if (offsets.length > ANY_STRIPS + pixels / PIXELS_PER_STRIP) {
            throw new DataException("%s: a TIFF of %d pixels in %d strips or tiles: save it anew with larger ones"
                    .formatted(name, pixels, offsets.length));
        }
        if (compression != JPEG) {
            return 0;
        }
        long largest = 0;
        long together = 0;
        long bytes = 0;
        for (long offset : offsets) {
            JpegStructure jpeg = JpegStructure.of(name, content, offset);
            largest = Math.max(largest, jpeg.pixels());
            together += jpeg.pixels();
            bytes += jpeg.bytes();
            if (jpeg.pixels() > maxPixels) {
                throw new DataException("%s: has a JPEG of %d pixels in it, more than the %d megapixels allowed"
                        .formatted(name, jpeg.pixels(), maxPixels / 1_000_000));
            }
            if (together > PADDING * maxPixels || bytes > MAX_OVERLAP * (long) content.length) {
                throw new DataException("%s: a TIFF whose JPEGs have more than %d megapixels together, or overlap"
                        .formatted(name, PADDING * maxPixels / 1_000_000));
            }
        }
        return largest;
    }

    private static long one(TiffTags tags, int tag) {
        return LongStream.of(tags.numbers(tag)).findFirst().orElse(0);
    }
}
