package dev.reprise.data.images;

import dev.reprise.data.DataException;

/**
 * What the markers of a JPEG say of the work to decode it (ITU-T T.81, annex B).
 *
 * @param pixels of its largest frame
 * @param bytes that were walked over
 */
record JpegStructure(long pixels, int bytes) {
    private static final int MAX_SCANS = 100; // each may touch all pixels with few bytes; encoders write about 10
    private static final int MAX_SEGMENTS = 2000; // readers keep an object of each; a color profile takes up to 255

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int SIZE = 5; // offset of height and width in a frame's header, after its length and precision

    /**
     * Walks over the markers from an offset on to the end of the JPEG, as libjpeg does: whatever is between two markers is
     * skipped.
     *
     * @throws DataException if there are more scans or segments than any picture needs; it calls the picture {@code name}
     */
    static JpegStructure of(String name, byte[] content, long from) {
        long pixels = 0;
        int scans = 0;
        int segments = 0;
        int at = (int) Math.min(from, content.length);
        while (at + 1 < content.length) {
            int marker = content[at + 1] & 0xFF;
            if (content[at] != -1 || marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == END_OF_IMAGE) {
                break;
            }
            at += 2;
            if (marker <= 1 || (marker >= 0xD0 && marker <= START_OF_IMAGE)) {
                continue; // stuffing, restarts and the start have no length
            }
            if (isFrame(marker)) {
                pixels = Math.max(pixels, (long) number(content, at + SIZE - 2) * number(content, at + SIZE));
            }
            if ((marker == START_OF_SCAN && ++scans > MAX_SCANS) || ++segments > MAX_SEGMENTS) {
                throw new DataException("%s: a JPEG of more than %d scans or %d segments: save it anew"
                        .formatted(name, MAX_SCANS, MAX_SEGMENTS));
            }
            at += number(content, at);
        }
        return new JpegStructure(pixels, at - (int) Math.min(from, at));
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int number(byte[] content, int at) {
        return at + 1 < content.length ? (content[at] & 0xFF) << Byte.SIZE | (content[at + 1] & 0xFF) : 0;
    }
}
