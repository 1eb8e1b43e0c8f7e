package dev.reprise.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import dev.reprise.data.SmallFiles;
import dev.reprise.testkit.HostileImages;
import dev.reprise.testkit.ResidentMemory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work and memory that the header of a file does not show. */
@Timeout(20)
class HostileImagesTest {
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;
    private static final DecodingLimits LIMITS = new DecodingLimits(16_000_000, Duration.ofSeconds(5));

    @Test
    void aJpegOfFewScansIsReadAndOneOfThousandsIsNot() {
        assertThat(read(HostileImages.progressiveJpeg(64, 64, 10)).width()).isEqualTo(64);
        refuses(() -> read(HostileImages.progressiveJpeg(4000, 4000, 2000)), "more than 100 scans or 2000 segments");
    }

    @Test
    void theScansOfAJpegWithinATiffCount() {
        byte[] jpeg = HostileImages.progressiveJpeg(28, 28, 2000);
        refuses(() -> read(HostileImages.tiff(28, 28, JPEG, 1, jpeg)), "more than 100 scans or 2000 segments");
    }

    @Test
    void aTiffWithAJpegIsRead() {
        byte[] jpeg = HostileImages.progressiveJpeg(28, 28, 10);
        assertThat(read(HostileImages.tiff(28, 28, JPEG, 1, jpeg)).height()).isEqualTo(28);
    }

    @Test
    void theSizeOfAJpegWithinATiffCounts() {
        byte[] jpeg = HostileImages.progressiveJpeg(30_000, 30_000, 2);
        ResidentMemory memory = ResidentMemory.now();
        refuses(() -> read(HostileImages.tiff(28, 28, JPEG, 1, jpeg)), "a JPEG of 900000000 pixels in it");
        assertThat(memory.growth()).isLessThan(300L << 20);
    }

    @Test
    void stripsThatShareAJpegCountEach() {
        byte[] jpeg = HostileImages.progressiveJpeg(4000, 4000, 2);
        refuses(() -> read(HostileImages.tiff(28, 100, JPEG, 100, jpeg)), "together, or overlap");
        byte[] padded = new byte[1 << 20];
        refuses(() -> read(HostileImages.tiff(28, 100, JPEG, 100, padded)), "together, or overlap");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aBmpWithAnotherFormatInItIsRefused(int compression) {
        byte[] bmp = SmallFiles.encoded(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "bmp");
        bmp[30] = (byte) compression;
        refuses(() -> read(bmp), "a BMP with a JPEG or PNG in it is not read");
    }

    @Test
    void stripsOfAPixelEachAreRefused() {
        refuses(
                () -> read(HostileImages.tiff(1, 1_000_000, DEFLATE, 1_000_000, new byte[9])),
                "1000000 strips or tiles");
    }

    @Test
    void theOldJpegCompressionOfTiffIsRefused() {
        refuses(() -> read(HostileImages.tiff(28, 28, 6, 1, new byte[9])), "old JPEG compression");
    }

    @Test
    void whatIsSlowForAnotherReasonEndsWithTheTime() throws IOException {
        ByteArrayOutputStream zeros = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(zeros)) {
            out.write(new byte[4_000_000]);
        }
        byte[] strips = HostileImages.tiff(256, 20_000, DEFLATE, 20_000, zeros.toByteArray());
        DecodingLimits brief = new DecodingLimits(16_000_000, Duration.ofMillis(20));
        long start = System.nanoTime();
        refuses(() -> Images.read("x", strips, brief), "decoding takes too long");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static PixelImage read(byte[] content) {
        return Images.read("x", content, LIMITS);
    }

    private static void refuses(ThrowingCallable reading, String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(reading).withMessageContaining(reason);
    }
}
