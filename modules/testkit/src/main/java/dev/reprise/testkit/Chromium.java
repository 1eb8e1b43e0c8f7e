package dev.reprise.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium without a window, for tests marked {@link Browser}. Closing it ends the browser. */
public final class Chromium implements AutoCloseable {
    /** Warns that Selenium has no classes for this version of Chromium, which a command sent by its name does not need. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static boolean isInstalled() {
        return browser().isPresent() && program("chromedriver").isPresent();
    }

    public static Chromium start() {
        VERSIONS.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toFile());
        // A container's root has no sandbox, and its /dev/shm is small.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        // Without this, Selenium looks for the driver on the network.
        System.setProperty(
                "webdriver.chrome.driver", program("chromedriver").orElseThrow().toString());
        return new Chromium(new ChromeDriver(options));
    }

    /** Opens a page in a viewport of this width, which may be narrower than a window can be. */
    public ChromeDriver open(String url, int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.get(url);
        return driver;
    }

    /** Whether an expression of JavaScript becomes true within 20 seconds. */
    public boolean becomes(String condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Boolean.TRUE.equals(driver.executeScript("return " + condition))) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return true;
    }

    /** A mouse event at a point of a square element, given as shares of its side from the middle. */
    public void mouse(String type, WebElement square, double right, double down) {
        Map<?, ?> box = (Map<?, ?>)
                driver.executeScript("return JSON.parse(JSON.stringify(arguments[0].getBoundingClientRect()))", square);
        double side = ((Number) box.get("width")).doubleValue();
        double x = ((Number) box.get("left")).doubleValue() + side * (0.5 + right);
        double y = ((Number) box.get("top")).doubleValue() + side * (0.5 + down);
        driver.executeCdpCommand(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
    }

    /**
     * The warnings and errors on the page's console since the last call. The driver hears of them some time after they were written, so
     * this writes a last warning of its own and waits for it.
     */
    public List<String> complaints() {
        String last = "last warning " + UUID.randomUUID();
        driver.executeScript("console.warn(arguments[0])", last);
        List<String> heard = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (heard.stream().noneMatch(line -> line.contains(last))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the driver did not hear the page's console within 20 s; it heard " + heard);
            }
            driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                    .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                    .map(LogEntry::toString)
                    .forEach(heard::add);
        }
        heard.removeIf(line -> line.contains(last));
        return heard;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> program(name).stream())
                .findFirst();
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
