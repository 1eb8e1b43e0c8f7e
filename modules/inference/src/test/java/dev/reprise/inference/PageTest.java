package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Browser;
import dev.reprise.testkit.RealData;
import dev.reprise.testkit.Slow;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@Browser
class PageTest {
    private static final List<List<Point2D>> SEVEN = new StrokeFont(1).digit(7);

    @TempDir
    private static Path temp;

    private static ServedPage page;

    @BeforeAll
    static void serve() {
        page = ServedPage.of(Map.of(), TrainedNet.syntheticDigits(), SmallNets.colors(temp.resolve("colors")));
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @AfterEach
    void theBrowserLoggedNoErrors() {
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void readsADrawing() {
        page.open(1400, "en");
        page.keep("one-blank");
        int right = 0;
        StrokeFont font = new StrokeFont(5);
        for (int digit = 0; digit < 10; digit++) {
            page.draw(page.sheets().get(0), font.digit(digit));
            page.waitForAnswers();
            right += page.text("answer").equals(Integer.toString(digit)) ? 1 : 0;
            page.keep("one-" + digit);
            page.element("clear").click();
        }
        assertThat(right).isGreaterThanOrEqualTo(9);
    }

    @RealData
    @Slow
    @Test
    void aNetTrainedOnMnistReads95Of100DrawnDigits() {
        try (ServedPage mnist = ServedPage.of(Map.of(), TrainedNet.mnist(Path.of(System.getenv("REPRISE_DATA"))))) {
            mnist.open(1400, "en");
            StrokeFont font = new StrokeFont(100);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                mnist.draw(mnist.sheets().get(0), font.digit(i % 10));
                mnist.waitForAnswers();
                if (!mnist.text("answer").equals(Integer.toString(i % 10))) {
                    wrong.add(i % 10 + " as " + mnist.text("answer"));
                    mnist.keep("wrong-" + i);
                }
                mnist.element("clear").click();
            }
            double[] milliseconds = mnist.answerTimes();
            System.out.printf(
                    "100 digits drawn on the page: %d read right, wrong %s; %d answers, median %.0f ms, 95 %% within %.0f ms%n",
                    100 - wrong.size(),
                    wrong,
                    milliseconds.length,
                    milliseconds[milliseconds.length / 2],
                    milliseconds[milliseconds.length * 95 / 100]);
            assertThat(wrong).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void showsTheInputAndUndoesStrokes() {
        page.open(1400, "en");
        page.draw(page.sheets().get(0), SEVEN);
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("7");
        assertThat(ink("seen")).isGreaterThan(50);
        assertThat(barOf(7)).endsWith("%");
        page.element("undo").click();
        page.element("undo").click();
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("–");
        assertThat(page.text("sure")).isEqualTo("Nothing drawn yet");
        assertThat(ink("seen")).isZero();
        assertThat(page.element("undo").isEnabled()).isFalse();
        page.draw(page.sheets().get(0), SEVEN);
        page.element("clear").click();
        assertThat(page.text("answer")).isEqualTo("–");
        page.element("undo").click();
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("7");
    }

    @Test
    void aThickerPenLeavesMoreInk() {
        page.open(1400, "en");
        page.draw(page.sheets().get(0), SEVEN);
        page.waitForAnswers();
        long thin = ink("seen");
        page.element("clear").click();
        page.element("stroke").sendKeys(Keys.END);
        page.draw(page.sheets().get(0), SEVEN);
        page.waitForAnswers();
        assertThat(ink("seen")).isGreaterThan(thin + 20);
    }

    @Test
    void fourBoxesMakeANumber() {
        page.open(1400, "en");
        page.mode("four");
        StrokeFont font = new StrokeFont(2);
        int[] number = {2, 0, 4, 7};
        for (int i = 0; i < 4; i++) {
            page.draw(page.sheets().get(i), font.digit(number[i]));
        }
        page.waitForAnswers();
        page.keep("four");
        assertThat(page.text("answer")).isEqualTo("2047");
        page.waitFor("document.getElementById('announcer').textContent.startsWith('2 0 4 7, ')");
    }

    @Test
    void aFingerAndAPenDraw() {
        page.open(380, "en");
        Map<?, ?> box = (Map<?, ?>) page.driver()
                .executeScript(
                        "return JSON.parse(JSON.stringify(document.querySelector('.sheet').getBoundingClientRect()))");
        double x = ((Number) box.get("left")).doubleValue() + ((Number) box.get("width")).doubleValue() / 2;
        double y = ((Number) box.get("top")).doubleValue();
        double height = ((Number) box.get("height")).doubleValue();
        touch("touchStart", List.of(Map.of("x", x, "y", y + 0.2 * height)));
        for (int i = 2; i <= 8; i++) {
            touch("touchMove", List.of(Map.of("x", x, "y", y + 0.1 * i * height)));
        }
        touch("touchEnd", List.of());
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("1");
        assertThat(page.driver().executeScript("return scrollY"))
                .isEqualTo(0L); // the page did not scroll with the finger
        page.element("clear").click();
        for (String type : List.of("mousePressed", "mouseMoved", "mouseReleased")) {
            page.driver()
                    .executeCdpCommand(
                            "Input.dispatchMouseEvent",
                            Map.of(
                                    "type",
                                    type,
                                    "x",
                                    x,
                                    "y",
                                    y + (type.equals("mousePressed") ? 0.2 : 0.8) * height,
                                    "button",
                                    "left",
                                    "buttons",
                                    1,
                                    "pointerType",
                                    "pen"));
        }
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("1");
    }

    @Test
    void drawsByKeyboardAndAnnouncesTheResult() {
        page.open(1400, "en");
        WebElement sheet = page.sheets().get(0);
        assertThat(sheet.getDomAttribute("aria-label")).contains("Arrow keys move the pen");
        sheet.sendKeys(Keys.ARROW_UP.toString().repeat(8) + " "
                + Keys.ARROW_DOWN.toString().repeat(16) + " ");
        page.waitForAnswers();
        page.keep("keyboard");
        assertThat(page.text("answer")).isEqualTo("1");
        page.waitFor("document.getElementById('announcer').textContent.startsWith('1, ')");
        sheet.sendKeys(Keys.chord(Keys.CONTROL, "z"));
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("–");
    }

    @Test
    void aNetNotTrainedOnDigitsTakesPictures() {
        Path red = TestImages.write(temp.resolve("red.png"), TestImages.filled(40, 20, Color.RED));
        page.open(1400, "en");
        page.element("model").sendKeys("colors");
        assertThat(page.driver().findElement(By.cssSelector("input[value=one]")).isEnabled())
                .isFalse();
        page.element("file").sendKeys(red.toAbsolutePath().toString());
        page.waitFor("document.getElementById('answer').textContent === 'red'");
        page.keep("picture");
        assertThat(page.text("file-name")).isEqualTo("red.png");
        page.element("invert").click();
        page.waitForAnswers();
        assertThat(page.text("answer")).isNotEqualTo("red"); // cyan: as green as blue
        page.element("remove").click();
        assertThat(page.text("answer")).isEqualTo("–");
    }

    @Test
    void aDroppedPictureIsReadInAnyMode() {
        page.open(1400, "en");
        page.driver().executeScript("""
                const canvas = Object.assign(document.createElement('canvas'), { width: 90, height: 120 });
                const pen = canvas.getContext('2d');
                pen.fillStyle = '#fff';
                pen.fillRect(0, 0, 90, 120);
                pen.fillStyle = '#124';
                pen.fillRect(40, 20, 12, 80);
                canvas.toBlob((blob) => {
                  const files = new DataTransfer();
                  files.items.add(new File([blob], 'one.png'));
                  document.dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true }));
                });""");
        page.waitFor("document.getElementById('answer').textContent === '1'");
        page.keep("dropped");
        assertThat(page.text("file-name")).isEqualTo("one.png");
    }

    @Test
    void showsTheErrorForAFileThatIsNotAPicture() {
        Path text = TestImages.write(temp.resolve("notes.txt"), new byte[] {1, 2, 3});
        page.open(1400, "en");
        page.mode("picture");
        page.element("file").sendKeys(text.toAbsolutePath().toString());
        page.waitFor("!document.getElementById('problem').hidden");
        assertThat(page.text("problem")).startsWith("The server reports: not an image");
        page.keep("problem");
        page.complaints(); // of the answer 422 it does complain
    }

    @Test
    void ofManyQuestionsTheFirstAndTheLastAreAskedAndTheLastCounts() {
        page.open(1400, "en");
        Object log = page.driver().executeAsyncScript("""
                const done = arguments[0];
                const { Questions } = await import('./questions.js');
                const questions = new Questions();
                const log = [];
                const put = (name) => questions.put(
                  () => { log.push(`ask ${name}`); return new Promise((r) => setTimeout(() => r(name), 20)); },
                  (answer) => log.push(answer),
                  (problem) => log.push(problem));
                ['a', 'b', 'c', 'd'].forEach(put);
                setTimeout(() => { put('e'); questions.withdraw(); }, 300);
                setTimeout(() => done(log.join(', ')), 500);""");
        assertThat(log).isEqualTo("ask a, a, ask d, d, ask e");
    }

    @Test
    void usesTheBrowsersLanguageInLightAndDarkOnPhoneAndDesktop() {
        for (String language : List.of("en", "zh-CN")) {
            for (String theme : List.of("light", "dark")) {
                for (int width : new int[] {380, 1400}) {
                    page.open(width, language);
                    theme(theme);
                    page.draw(page.sheets().get(0), SEVEN);
                    page.waitForAnswers();
                    page.driver().executeScript("scrollTo(0, 0)");
                    page.keep("page-" + language + "-" + theme + "-" + width);
                    assertThat(page.text("clear")).isEqualTo(language.equals("en") ? "Clear" : "清除");
                    assertThat(page.driver()
                                    .executeScript("const { scrollWidth, clientWidth } = document.documentElement;"
                                            + " return scrollWidth - clientWidth"))
                            .isEqualTo(0L);
                }
            }
        }
        page.element("language").click();
        assertThat(page.text("clear")).isEqualTo("Clear");
        page.open(1400, "zh-CN");
        assertThat(page.text("clear")).as("the choice is kept").isEqualTo("Clear");
        page.driver().executeScript("localStorage.clear()");
        theme("light");
    }

    @Test
    void asksForTheTokenThatTheServiceRequires() {
        try (ServedPage guarded = ServedPage.of(Map.of("REPRISE_TOKEN", "s3cret"), TrainedNet.syntheticDigits())) {
            guarded.open(1400, "en");
            guarded.keep("token");
            guarded.element("token-value").sendKeys("s3cret", Keys.ENTER);
            guarded.waitFor("document.getElementById('model').length > 0");
            guarded.draw(guarded.sheets().get(0), SEVEN);
            guarded.waitForAnswers();
            assertThat(guarded.text("answer")).isEqualTo("7");
        }
    }

    private static void theme(String name) {
        page.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    private static void touch(String type, List<Map<String, Double>> points) {
        page.driver().executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }

    private static String barOf(int digit) {
        return page.driver().findElements(By.cssSelector("#bars li")).get(digit).getText();
    }

    /** How many pixels of a canvas are light. */
    private static long ink(String canvas) {
        return (Long) page.driver().executeScript("""
                        const seen = document.getElementById(arguments[0]);
                        const copy = new OffscreenCanvas(seen.width, seen.height)
                          .getContext('2d', { willReadFrequently: true });
                        copy.drawImage(seen, 0, 0);
                        const { data } = copy.getImageData(0, 0, seen.width, seen.height);
                        return data.filter((value, i) => i % 4 === 0 && value > 127).length""", canvas);
    }
}
