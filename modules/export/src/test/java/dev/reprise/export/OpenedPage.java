package dev.reprise.export;

import dev.reprise.testkit.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** A browser with an exported page, which may not use the network. */
final class OpenedPage implements AutoCloseable {
    private final Chromium chromium = Chromium.start();
    private ChromeDriver driver;

    /** Opens a file in a viewport of this width, and waits until its net is read. */
    void open(Path file, int width) {
        driver = chromium.open(file.toUri().toString(), width);
        driver.executeAsyncScript("const done = arguments[0]; reprise.net.then(() => done(), (e) => done(String(e)))");
    }

    ChromeDriver driver() {
        return driver;
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until an expression of JavaScript is true; 20 seconds at most. */
    void waitFor(String condition) {
        if (!chromium.becomes(condition)) {
            throw new AssertionError("waited in vain until " + condition);
        }
    }

    /** As {@link Chromium#mouse}. */
    void mouse(String type, WebElement square, double right, double down) {
        chromium.mouse(type, square, right, down);
    }

    /** What the net of the page computes for a raw input. */
    float[] probabilities(float[] input) {
        List<Object> numbers = new ArrayList<>();
        for (float value : input) {
            numbers.add((double) value);
        }
        return floats(driver.executeAsyncScript(
                "const done = arguments[1]; reprise.net.then((net) => done(Array.from(net.probabilities(arguments[0]))))",
                numbers));
    }

    /** Bytes 0–255 as an argument of a script. */
    static List<Object> numbers(byte[] bytes) {
        List<Object> numbers = new ArrayList<>();
        for (byte value : bytes) {
            numbers.add((long) (value & 0xFF));
        }
        return numbers;
    }

    /** A list of numbers from a script. */
    static float[] floats(Object list) {
        List<?> numbers = (List<?>) list;
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = ((Number) numbers.get(i)).floatValue();
        }
        return floats;
    }

    List<String> complaints() {
        return chromium.complaints();
    }

    @Override
    public void close() {
        chromium.close();
    }
}
