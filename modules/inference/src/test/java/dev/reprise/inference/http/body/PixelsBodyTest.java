package dev.reprise.inference.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.inference.InputFit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelsBodyTest {
    private static final long MAX_PIXELS = 4;

    @Test
    void fieldsMayComeBeforeAndAfterThePixels() {
        PixelsBody body = read("{\"fit\":\"stretch\", \"pixels\" : [ [0,128] , [255,7] ], \"showInput\":true}");
        assertThat(body.picture().luma()).containsExactly(0, -128, -1, 7);
        assertThat(body.options()).isEqualTo(new PredictOptions(InputFit.STRETCH, true));
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
                "{\"pixels\":[[0.0,0.5]]}         | 400 | expected whole numbers from 0 to 255, got a fraction",
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
                .isThrownBy(() -> read(body))
                .withMessageContaining(detail)
                .extracting(Problem::status)
                .isEqualTo(status);
    }

    private static PixelsBody read(String body) {
        return PixelsBody.read(body.getBytes(StandardCharsets.UTF_8), MAX_PIXELS);
    }
}
