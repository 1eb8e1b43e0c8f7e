package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Browser;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Errors around the page, and unusual orders of events. */
@Browser
class PageErrorsTest {
    private static final List<List<Point2D>> SEVEN = new StrokeFont(1).digit(7);
    private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

    @TempDir
    private static Path temp;

    private static ServedPage page;

    @BeforeAll
    static void serve() {
        page = ServedPage.of(Map.of(), TrainedNet.syntheticDigits());
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
    void aStrokeUndoneWhileThePenIsDownEnds() {
        page.open(1400, "en");
        WebElement sheet = page.sheets().get(0);
        sheet.sendKeys(" " + Keys.ARROW_DOWN + UNDO + Keys.ARROW_DOWN);
        assertThat(page.element("clear").isEnabled()).isFalse();
        page.draw(sheet, SEVEN);
        String drawn = drawing(sheet);
        sheet.sendKeys(" " + Keys.ARROW_LEFT + UNDO + Keys.ARROW_LEFT.toString().repeat(8));
        sheet.sendKeys(" " + Keys.ARROW_LEFT + Keys.DELETE + Keys.ARROW_LEFT + UNDO + UNDO);
        page.driver().executeScript("arguments[0].blur()", sheet); // without the mark of the keyboard's pen
        assertThat(drawing(sheet).equals(drawn)).as("the same drawing").isTrue();
    }

    @Test
    void aStrokeUndoneWhileTheMouseDrawsEnds() {
        page.open(1400, "en");
        WebElement sheet = page.sheets().get(0);
        for (String key : List.of(UNDO, Keys.DELETE.toString())) {
            page.mouse("mousePressed", sheet, 0, 0);
            page.mouse("mouseMoved", sheet, 0.2, 0);
            sheet.sendKeys(key);
            page.mouse("mouseMoved", sheet, 0.2, 0.2);
            assertThat(page.element("clear").isEnabled()).isFalse();
            page.mouse("mouseReleased", sheet, 0.2, 0.2);
        }
        page.draw(sheet, SEVEN);
        page.waitForAnswers();
        assertThat(page.text("answer")).isEqualTo("7");
    }

    @Test
    void thePictureDroppedLastIsShownWhicheverIsDecodedFirst() {
        page.open(1400, "en");
        Object shown = page.driver().executeAsyncScript("""
                const done = arguments[0];
                const decode = window.createImageBitmap;
                const waiting = [];
                window.createImageBitmap = async (file) => {
                  if (file.name === 'slow.png') {
                    await new Promise((resolve) => { waiting.push(resolve); });
                  }
                  return decode(file);
                };
                const drop = async (name, side) => {
                  const canvas = new OffscreenCanvas(side, side);
                  const pen = canvas.getContext('2d');
                  pen.fillStyle = '#fff';
                  pen.fillRect(0, 0, side, side);
                  pen.fillStyle = '#124';
                  pen.fillRect(0.45 * side, 0.2 * side, 0.1 * side, 0.6 * side);
                  const blob = await canvas.convertToBlob();
                  const files = new DataTransfer();
                  files.items.add(new File([blob], name));
                  document.dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true }));
                  await new Promise((resolve) => { setTimeout(resolve, 300); });
                };
                const decodeSlow = async () => {
                  waiting.shift()();
                  await new Promise((resolve) => { setTimeout(resolve, 300); });
                };
                const preview = document.getElementById('preview');
                const shown = () => `${document.getElementById('file-name').textContent} ${preview.width}`;
                const log = [];
                await drop('slow.png', 90);
                await drop('quick.png', 60);
                log.push(shown());
                await decodeSlow();
                log.push(shown());
                await drop('slow.png', 90);
                document.getElementById('remove').click();
                await decodeSlow();
                log.push(preview.hidden ? 'none' : shown());
                done(log.join(', '));""");
        assertThat(shown).isEqualTo("quick.png 60, quick.png 60, none");
    }

    @Test
    void anUnreachableServerIsAskedAgainWithTheNextStroke() {
        openAfter(page, firstAsked("Promise.reject(new TypeError('gone'))"));
        assertThat(page.text("problem")).startsWith("The server does not answer.");
        page.draw(page.sheets().get(0), SEVEN);
        page.waitFor("document.getElementById('answer').textContent === '7'");
        assertThat(page.element("problem").isDisplayed()).isFalse();
    }

    @Test
    void aBusyServerIsAskedAgainUntilItAnswers() {
        openAfter(
                page,
                firstAsked("Promise.resolve(new Response('{}', { status: 503, headers: { 'Retry-After': '4' } }))"));
        assertThat(page.text("problem")).startsWith("The server is busy");
        page.waitFor("document.getElementById('model').length > 0");
        assertThat(page.element("problem").isDisplayed()).isFalse();
    }

    @Test
    void anAddressThatCannotBeDecodedSelectsTheFirstNet() {
        page.open(1400, "en");
        String address = page.driver().getCurrentUrl();
        page.driver().get("about:blank");
        page.driver().get(address + "#%");
        page.waitFor("document.getElementById('bars').childElementCount === 10");
    }

    @Test
    void aWrongTokenIsReportedAndTheRightOneWorksWithoutStorage() {
        try (ServedPage guarded = ServedPage.of(Map.of("REPRISE_TOKEN", "s3cret"), TrainedNet.syntheticDigits())) {
            openAfter(guarded, "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })");
            assertThat(guarded.text("token")).contains("This service requires a token.");
            guarded.element("token-value").sendKeys("secret", Keys.ENTER);
            guarded.waitFor("document.getElementById('token').textContent.includes('did not accept this token')");
            guarded.keep("refused");
            guarded.element("token-value").clear();
            guarded.element("token-value").sendKeys("s3cret", Keys.ENTER);
            guarded.waitFor("document.getElementById('model').length > 0");
            guarded.draw(guarded.sheets().get(0), SEVEN);
            guarded.waitForAnswers();
            assertThat(guarded.text("answer")).isEqualTo("7");
        }
    }

    @Test
    void aPictureTooLargeForTheServerIsReportedAsTooLarge() {
        Path large = TestImages.write(temp.resolve("large.tif"), new byte[11_000_000]);
        page.open(1400, "en");
        page.mode("picture");
        String closed = "const ask = fetch; window.fetch = (path, options) => (options.body instanceof File"
                + " ? Promise.reject(new TypeError('closed')) : ask(path, options))";
        for (String before : List.of("", closed)) { // the answer 413 is heard, and is not
            page.driver().executeScript(before);
            page.element("file").sendKeys(large.toAbsolutePath().toString());
            page.waitFor("!document.getElementById('problem').hidden");
            assertThat(page.text("problem"))
                    .isEqualTo("This file is larger than the server accepts. Try a smaller one.");
            page.keep("too-large");
            page.element("remove").click();
            page.waitFor("document.getElementById('problem').hidden");
        }
        page.complaints(); // of the answer 413 it does complain
    }

    /** Opens a page in which a script runs before those of the page. */
    private static void openAfter(ServedPage opened, String script) {
        opened.open(1400, "en");
        Object id = opened.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
        opened.open(1400, "en");
        opened.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }

    /** A script that gives the first request this outcome. */
    private static String firstAsked(String outcome) {
        return """
                const ask = window.fetch;
                let first = true;
                window.fetch = (...asked) => {
                  const outcome = first ? %s : ask(...asked);
                  first = false;
                  return outcome;
                };""".formatted(outcome);
    }

    private static String drawing(WebElement sheet) {
        return (String) page.driver().executeScript("return arguments[0].toDataURL()", sheet);
    }
}
