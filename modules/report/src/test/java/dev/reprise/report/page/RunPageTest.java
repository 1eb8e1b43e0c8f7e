package dev.reprise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.files.Json;
import dev.reprise.report.SyntheticRun;
import dev.reprise.report.pictures.Pixels;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunException;
import dev.reprise.testkit.Browser;
import dev.reprise.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;

class RunPageTest {
    private static final String HOSTILE = "</script><script>window.taken=1</script><img src=x onerror=window.taken=1>";
    private static final TestImages.Source GRAY =
            run -> index -> Pixels.image(1, 2, 2, new byte[] {0, 60, 120, (byte) 255});

    @TempDir
    private Path runs;

    private Path folder;

    @BeforeEach
    void aRun() {
        folder = SyntheticRun.of("a-net", 1)
                .epochs(4)
                .classes(List.of("零", HOSTILE, "\"c\" & 'd'"))
                .writeInto(runs);
    }

    @Test
    void theDataBlockHasTheValuesOfTheTable() throws IOException {
        JsonNode data = data(page(GRAY));
        RecordedRun run = RecordedRun.read(folder);
        for (String column : List.of("epoch", "train_loss", "test_accuracy", "weight_norm")) {
            double[] written = run.epochs().numbers(column);
            for (int i = 0; i < written.length; i++) {
                assertThat(data.at("/epochs/" + column + "/" + i).asDouble()).isEqualTo(written[i]);
            }
        }
        assertThat(data.at("/epochs/validation_loss/0").isNull()).isTrue();
        assertThat(data.at("/plots/chart-curves-0/lines/0/points/3/y").asDouble())
                .isEqualTo(0.275);
    }

    @Test
    void theConfusionMatrixSumsToTheTestSet() throws IOException {
        int sum = data(page(GRAY)).path("confusion").values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(JsonNode::asInt)
                .sum();
        assertThat(sum).isEqualTo(12);
    }

    @Test
    void theVerdictsComeFirst() throws IOException {
        String page = page(GRAY);
        assertThat(page.indexOf("id=\"verdicts\"")).isPositive().isLessThan(page.indexOf("id=\"diagnosis\""));
        assertThat(page.indexOf("id=\"diagnosis\"")).isLessThan(page.indexOf("id=\"curves\""));
        assertThat(page).contains("reproduced", "the loss falls", "learning rate good");
    }

    @Test
    void namesFromADataSetAreEscaped() throws IOException {
        String page = page(GRAY);
        assertThat(page)
                .doesNotContain(HOSTILE, "<b>节", "<img src=x")
                .contains("a-text: a &lt;b&gt;节&lt;/b&gt; (a section).");
        assertThat(data(page).at("/classes/1").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void thePageNeedsNoNetwork() throws IOException {
        assertThat(page(GRAY))
                .doesNotContainPattern("(src|href)=\"(?!data:|#)")
                .doesNotContain("@import", "sourceMappingURL");
    }

    @Test
    void picturesAreSharpAndNextToThePage() throws IOException {
        page(GRAY);
        assertThat(List.of(
                        "curves",
                        "iterations",
                        "weight-norm",
                        "confusion",
                        "classes",
                        "predictions",
                        "probabilities",
                        "mistakes",
                        "reliability"))
                .allSatisfy(name -> assertThat(folder.resolve(name + ".png")).isNotEmptyFile());
        assertThat(ImageIO.read(folder.resolve("curves.png").toFile()).getWidth())
                .isEqualTo(2400); // 12 × 4 at 200 dpi
    }

    @Test
    void activationFunctionsAreDrawnFromTheirTable() throws IOException {
        Files.writeString(
                folder.resolve("activations.csv"),
                "x,function,value,derivative\n-1,relu,0,0\n1,relu,1,1\n-1,tanh,-0.76,0.42\n1,tanh,0.76,0.42\n");
        assertThat(data(page(GRAY))
                        .at("/plots/chart-activations-1/lines/1/name")
                        .asString())
                .isEqualTo("tanh");
    }

    @Test
    void missingFilesAreNamedAndTheRestIsShown() throws IOException {
        Files.delete(folder.resolve("result.json"));
        Files.delete(folder.resolve("predictions.csv"));
        assertThat(page(GRAY))
                .contains("result.json is missing", "predictions.csv is missing", "no net is shown", "id=\"curves\"");
        String withoutImages = page(run -> {
            throw new RunException("a-set is not available");
        });
        assertThat(withoutImages).doesNotContain("no test images"); // the run does not name them either
    }

    @Test
    void withoutTestImagesTheOtherPicturesAreDrawn() throws IOException {
        String page = page(run -> {
            throw new RunException("a-set is not available");
        });
        assertThat(page).contains("no test images are shown: a-set is not available");
        assertThat(folder.resolve("reliability.png")).exists();
        assertThat(folder.resolve("mistakes.png")).doesNotExist();
    }

    @Test
    void anEpochTableAloneIsAReport() throws IOException {
        for (String name : List.of("experiment.json", "result.json", "steps.csv", "predictions.csv")) {
            Files.delete(folder.resolve(name));
        }
        assertThat(page(GRAY)).contains("<h1>a-net</h1>", "unfinished", "id=\"curves\"");
    }

    @Test
    @Browser
    void thePageOpensWithoutAnErrorOnAPhoneAndOnADesk() throws IOException {
        page(GRAY);
        try (Chromium chromium = Chromium.start()) {
            for (int width : List.of(380, 1400)) {
                ChromeDriver driver =
                        chromium.open(folder.resolve("report.html").toUri().toString(), width);
                assertThat(chromium.complaints()).as("%d pixels", width).isEmpty();
                assertThat(driver.executeScript("return window.taken === undefined"))
                        .isEqualTo(true);
                assertThat((Long) driver.executeScript("return document.documentElement.scrollWidth"))
                        .as("nothing sticks out at %d pixels", width)
                        .isLessThanOrEqualTo(width);
                assertThat((Double) driver.executeScript(
                                "return document.querySelector('#verdicts .mark').getBoundingClientRect().right + 0.5"))
                        .as("the verdict is visible at %d pixels without scrolling", width)
                        .isBetween(1.0, (double) width);
                assertThat(
                                driver.executeScript(
                                        "return [...document.querySelectorAll('canvas')].every(c => c.width > 200 && Chart.getChart(c).data.datasets.length > 0)"))
                        .isEqualTo(true);
            }
        }
    }

    private String page(TestImages.Source images) throws IOException {
        return Files.readString(RunPage.write(RecordedRun.read(folder), images));
    }

    private static JsonNode data(String page) {
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return Json.MAPPER.readTree(block.group(1));
    }
}
