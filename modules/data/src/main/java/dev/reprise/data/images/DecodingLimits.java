package dev.reprise.data.images;

import java.time.Duration;

/**
 * What decoding an image may take.
 *
 * @param pixels of the image, checked before it is decoded
 * @param time after which decoding ends, soon if not at once
 */
public record DecodingLimits(long pixels, Duration time) {
    /** For files that the user names: 50 megapixels, which take about 300 MB, and a minute. */
    public static final DecodingLimits FILES = new DecodingLimits(50_000_000, Duration.ofMinutes(1));
}
