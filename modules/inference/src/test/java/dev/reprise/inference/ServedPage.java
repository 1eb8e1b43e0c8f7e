package dev.reprise.inference;

import dev.reprise.testkit.Chromium;
import java.awt.geom.Point2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The service in its own process, and a browser with its page open. */
final class ServedPage implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Process service;
    private final String url;
    private final Chromium chromium = Chromium.start();
    private Optional<ChromeDriver> opened = Optional.empty();

    private ServedPage(Process service, String url) {
        this.service = service;
        this.url = url;
    }

    /** Serves runs on a free port. */
    static ServedPage of(Map<String, String> environment, Path... runs) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.reprise.inference.program.InferenceCommandLine",
                    "serve",
                    "--port",
                    "0"));
            Stream.of(runs).map(Path::toString).forEach(command::add);
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process service = builder.start();
            BufferedReader out = service.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            while (!line.startsWith("serving on ")) {
                line = out.readLine();
            }
            return new ServedPage(
                    service, line.substring("serving on ".length()).split(" ", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the page again, with this width and language of the browser. */
    void open(int width, String language) {
        ChromeDriver driver = chromium.open("about:blank", width);
        driver.executeCdpCommand(
                "Network.setUserAgentOverride", Map.of("userAgent", "test", "acceptLanguage", language));
        opened = Optional.of(chromium.open(url, width));
        waitFor("document.getElementById('model').length > 0"
                + " || document.querySelector('#token:not([hidden]), #problem:not([hidden])') !== null");
    }

    ChromeDriver driver() {
        return opened.orElseThrow();
    }

    WebElement element(String id) {
        return driver().findElement(By.id(id));
    }

    List<WebElement> sheets() {
        return driver().findElements(By.cssSelector(".sheet canvas"));
    }

    String text(String id) {
        return element(id).getText();
    }

    void mode(String value) {
        driver().findElement(By.cssSelector("input[value=" + value + "]")).click();
    }

    /** Draws strokes around the middle of a sheet, as a mouse does, in small steps. */
    void draw(WebElement sheet, List<List<Point2D>> strokes) {
        driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", sheet);
        for (List<Point2D> stroke : strokes) {
            String type = "mousePressed";
            for (Point2D point : stroke) {
                mouse(type, sheet, 0.7 * point.getX(), 0.7 * point.getY());
                type = "mouseMoved";
            }
            Point2D last = stroke.get(stroke.size() - 1);
            mouse("mouseReleased", sheet, 0.7 * last.getX(), 0.7 * last.getY());
        }
    }

    /** A mouse event at a point of a sheet, given as shares of its side from the middle. */
    void mouse(String type, WebElement sheet, double right, double down) {
        chromium.mouse(type, sheet, right, down);
    }

    /** Waits until the answer to the last stroke is shown. */
    void waitForAnswers() {
        waitFor("document.getElementById('bars').ariaBusy === 'false'");
    }

    /** Waits until an expression of JavaScript is true; 20 seconds at most. */
    void waitFor(String condition) {
        if (!chromium.becomes(condition)) {
            keep("waited-in-vain");
            throw new AssertionError("waited in vain until " + condition);
        }
    }

    /** The whole page as a picture, in target/screenshots. */
    void keep(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver().getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The milliseconds from each change of a drawing to its answer on the page, sorted. */
    double[] answerTimes() {
        List<?> times = (List<?>)
                driver().executeScript("return performance.getEntriesByName('answer').map((entry) => entry.duration)");
        return times.stream()
                .mapToDouble(time -> ((Number) time).doubleValue())
                .sorted()
                .toArray();
    }

    /** The errors in the browser's console: of scripts, and of the content security policy. */
    List<String> complaints() {
        return chromium.complaints();
    }

    @Override
    public void close() {
        chromium.close();
        service.destroy();
    }
}
