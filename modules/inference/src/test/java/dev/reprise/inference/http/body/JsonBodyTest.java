package dev.reprise.inference.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.images.DecodingLimits;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.TestImages;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
    private static final long MAX_PIXELS = 4;
    private static final DecodingLimits LIMITS = new DecodingLimits(MAX_PIXELS, Duration.ofSeconds(5));
    private static final byte[] PNG = TestImages.encoded(TestImages.filled(2, 1, Color.BLACK), "png");

    @Test
    void fieldsMayComeBeforeAndAfterThePixels() {
        JsonBody body = read("{\"fit\":\"stretch\", \"pixels\" : [ [0,128] , [255,7] ], \"showInput\":true}");
        assertThat(luma(body, 0)).containsExactly(0, -128, -1, 7);
        assertThat(body.options()).isEqualTo(new PredictOptions(InputFit.STRETCH, true));
    }

    @Test
    void fractionsAreFromBlackToWhite() {
        assertThat(luma(read("{\"pixels\":[[0,1],[0.5,1.0]]}"), 0)).containsExactly(0, -1, -128, -1);
        assertThat(luma(read("{\"pixels\":[[0.0,1],[2e-1,5E-2]]}"), 0)).containsExactly(0, -1, 51, 13);
        assertThat(luma(read("{\"pixels\":[[0,1]]}"), 0))
                .as("whole numbers alone")
                .containsExactly(0, 1);
    }

    @Test
    void severalPicturesMayBeOfEveryForm() {
        JsonBody body = read(
                "{\"fit\":\"stretch\",\"instances\":[[[1,2]],{\"pixels\":[3,4],\"width\":1,\"height\":2},{\"b64\":\""
                        + Base64.getEncoder().encodeToString(PNG) + "\"}]}");
        assertThat(body.pictures()).hasSize(3);
        assertThat(luma(body, 0)).containsExactly(1, 2);
        assertThat(luma(body, 1)).containsExactly(3, 4);
        assertThat(luma(body, 2)).containsExactly(0, 0);
        assertThat(body.options().fit()).isEqualTo(InputFit.STRETCH);
    }

    @Test
    void anImageMayBeADataUrlOrUrlSafeBase64WithLineBreaks() {
        String base64 =
                Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(PNG).replace("\n", "\\n");
        assertThat(luma(read("{\"image\":\"" + base64 + "\"}"), 0)).containsExactly(0, 0);
        String safe = Base64.getUrlEncoder().withoutPadding().encodeToString(PNG);
        assertThat(luma(read("{\"image\":\"data:image/png;base64," + safe + "\"}"), 0))
                .containsExactly(0, 0);
        byte[] url = ("data:;base64," + safe).getBytes(StandardCharsets.US_ASCII);
        assertThat(ImageBody.one("the body", url, LIMITS).luma()).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1]]                            | 400 | expected an object such as",
                "{\"pixels\":7}                   | 400 | expected \"pixels\" to be one array",
                "{\"pixels\":{\"rows\":[[1]]}}    | 400 | expected \"pixels\" to be one array",
                "{\"pixels\":[[1]],\"pixels\":[]} | 400 | expected \"pixels\" to be one array",
                "{\"pixels\":[],\"width\":1}      | 400 | expected a whole number from 0 to 255, at byte 12",
                "{\"pixels\":[[0.0,1.5]]}         | 400 | expected fractions from 0 to 1, or whole numbers",
                "{\"pixels\":[[9,0.5]]}           | 400 | expected fractions from 0 to 1 alone, or whole numbers",
                "{\"pixels\":[[0.5,9]]}           | 400 | or 0 to 1 beside fractions",
                "{\"pixels\":[[0.]]}              | 400 | expected fractions from 0 to 1",
                "{\"pixels\":[[0.5.5]]}           | 400 | expected fractions from 0 to 1",
                "{\"image\":\"?\"}                 | 400 | expected base64",
                "{\"image\":\"data:image/png,x\"}  | 400 | expected a data: URL in base64",
                "{\"image\":\"aa\",\"width\":1}     | 400 | either \"pixels\" or \"image\"",
                "{\"image\":7}                    | 400 | to be one image file in base64",
                "{\"instances\":[]}               | 400 | at least one instance",
                "{\"instances\":[7]}              | 400 | an instance to be an array of pixels",
                "{\"instances\":{}}               | 400 | \"instances\" to be an array",
                "{\"instances\":[{}]}             | 400 | \"pixels\" is missing",
                "{\"instances\":[{\"fit\":1}]}     | 400 | in an instance",
                "{\"instances\":[[[1]],[[1]],[[1]],[[1]]]} | 400 | at most 3 pictures",
                "{\"instances\":[[[1]],[[1],2]]}  | 400 | at the same depth",
                "{\"instances\":[[[1]],[[1        | 400 | was it cut off",
                "{\"pixels\":[[1],[01]]}          | 400 | expected a whole number from 0 to 255, at byte 18",
                "{\"pixels\":[[1],[1,2]]}         | 400 | expected arrays of equal length at each depth",
                "{\"pixels\":[[1],2]}             | 400 | expected all pixels at the same depth of arrays",
                "{\"pixels\":[[[[1]]]]}           | 400 | expected at most 3 arrays around a pixel",
                "{\"pixels\":[[1],[2              | 400 | the body ends within \"pixels\"",
                "{\"pixels\":[[1],[2]]            | 400 | the body ends before its JSON does",
                "{\"pixels\":[[1]]} 7             | 400 | expected nothing after the object",
                "{\"fit\":[1],\"pixels\":[[1]]}   | 400 | expected \"fit\" to be \"auto\"",
                "{\"width\":1}                    | 400 | \"pixels\" is missing",
                "{\"pixels\":[[1]],\"rows\":1}    | 400 | expected only the fields pixels",
                "{?:[[1]]}                        | 400 | the body is not valid JSON",
                "{\"pixels\":[[1]],\"width\":2}   | 422 | \"width\" is 2, but the pixels have 1",
                "{\"pixels\":[[[1,2]]]}           | 422 | expected 1 number per pixel (gray) or 3",
                "{\"pixels\":[[1,2,3,4,5]]}       | 413 | more than the 4 pixels allowed",
                "{\"pixels\":[0,0,0,0,0,0,0,0,0,0,0,0,0]} | 413 | more pixels than allowed"
            })
    void aBodyThatIsWrongIsAProblemThatSaysWhatIsExpected(String body, int status, String detail) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> read(body).pictures().forEach(picture -> picture.decode("a picture", LIMITS)))
                .withMessageContaining(detail)
                .extracting(Problem::status)
                .isEqualTo(status);
    }

    private static byte[] luma(JsonBody body, int picture) {
        return body.pictures().get(picture).decode("a picture", LIMITS).luma();
    }

    private static JsonBody read(String body) {
        return JsonBody.read(body.getBytes(StandardCharsets.UTF_8), 3, MAX_PIXELS);
    }
}
