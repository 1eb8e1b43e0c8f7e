package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Browser;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What goes wrong around the page, and what its users do in between. */
@Browser
class PageMishapsTest {
    private static final List<List<Point2D>> SEVEN = new StrokeFont(1).digit(7);
    private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

    private static ServedPage page;

    @BeforeAll
    static void serve() {
        page = ServedPage.of(Map.of(), TrainedNet.madeUpDigits());
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @AfterEach
    void theBrowserHadNothingToComplainOf() {
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aStrokeTakenBackWhileThePenIsDownIsOver() {
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
    void aStrokeTakenBackWhileTheMouseDrawsIsOver() {
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
    void ofTwoPicturesTheOneDroppedLastIsShownWhicheverIsDecodedFirst() {
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

    private static String drawing(WebElement sheet) {
        return (String) page.driver().executeScript("return arguments[0].toDataURL()", sheet);
    }
}
