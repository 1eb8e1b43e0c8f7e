package dev.reprise.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Image files of another program, compared with the pixels that it reads: images.py made both. */
class ImageFormatsTest {
    private static final JsonNode SEEN = new JsonMapper().readTree(file("images.json"));

    static Stream<String> names() {
        return SEEN.propertyNames().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPictureIsSeenAsPillowSeesIt(String name) {
        JsonNode seen = SEEN.path(name);
        int height = seen.path("height").asInt();
        int width = seen.path("width").asInt();
        byte[] expected = HexFormat.of().parseHex(seen.path("rgb").asString());
        PixelImage picture = Images.read(name, file(name));
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.width()).isEqualTo(width);
        byte[] planes = picture.toShape(new Shape(3, height, width));
        int furthest = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = (planes[i % 3 * height * width + i / 3] & 0xFF) - (expected[i] & 0xFF);
            furthest = Math.max(furthest, Math.abs(difference));
        }
        assertThat(furthest).isLessThanOrEqualTo(seen.path("tolerance").asInt());
    }

    @Timeout(60) // seconds: no damage may keep a decoder busy
    @ParameterizedTest
    @MethodSource("names")
    void aDamagedPictureIsReadOrRefusedInOneLine(String name) {
        byte[] whole = file(name);
        Random random = new Random(1);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 100) {
            readOrRefuse(Arrays.copyOf(whole, length));
        }
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
        }
    }

    private static void readOrRefuse(byte[] content) {
        try {
            assertThat(Images.read("damaged", content).width()).isPositive();
        } catch (DataException e) {
            assertThat(e.getMessage()).contains("damaged").hasLineCount(1);
        }
    }

    private static byte[] file(String name) {
        try (InputStream in = ImageFormatsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
