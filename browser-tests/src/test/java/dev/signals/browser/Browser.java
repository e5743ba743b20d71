package dev.signals.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, without a window and without a network. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAUSE = 50;
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open(URI address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("signals.test.browser", BROWSERS).toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // CI runs it as root
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--font-render-hinting=none",
                "--lang=en",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("signals.test.driver", DRIVERS).toFile())
                .usingAnyFreePort()
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.size(1280, 860);
        browser.driver.get(address.toString());
        browser.await(By.cssSelector("main > *"));
        return browser;
    }

    /** Finds a program: the one that a system property names, or the first of some on the path. */
    private static Path program(String property, List<String> names) {
        String given = System.getProperty(property);
        if (given != null) {
            return Path.of(given);
        }
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the browser tests need Chromium and its driver: there is no "
                                + String.join(" or ", names) + " on the path; install them, on Debian by"
                                + " \"apt-get install chromium chromium-driver\", or give -D" + property
                                + "=/path/to/it"));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void theme(String name) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** Waits until there is an element, and returns it. */
    WebElement await(By place) {
        return awaitAll(place).findFirst().orElseThrow();
    }

    private Stream<WebElement> awaitAll(By place) {
        until("there is " + place, () -> !driver.findElements(place).isEmpty());
        return driver.findElements(place).stream();
    }

    /** Waits until the visible text of a part of the page has some words, and returns it. */
    String awaitText(String selector, String words) {
        String[] seen = {""};
        until("\"" + words + "\" is in " + selector, () -> {
            seen[0] = text(selector);
            return seen[0].contains(words);
        });
        return seen[0];
    }

    String text(String selector) {
        try {
            return driver.findElement(By.cssSelector(selector)).getText();
        } catch (NoSuchElementException | StaleElementReferenceException e) {
            return ""; // not yet there, or just replaced
        }
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    List<String> attributes(String selector, String name) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(element -> String.valueOf(element.getDomAttribute(name)))
                .toList();
    }

    void until(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Follows a link, as a person who reads its text. */
    void follow(String text) {
        await(By.partialLinkText(text)).click();
    }

    void type(String selector, CharSequence... keys) {
        WebElement field = await(By.cssSelector(selector));
        field.clear();
        field.sendKeys(keys);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Returns the text of the element with the focus. */
    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    Object script(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** Returns the result of a promise. */
    String wait(String promise) {
        return String.valueOf(driver.executeAsyncScript("const done = arguments[0]; " + promise + ".then(done)"));
    }

    void reload() {
        driver.navigate().refresh();
        await(By.cssSelector("main > *"));
    }

    void click(String selector) {
        await(By.cssSelector(selector)).click();
    }

    void open(String hash) {
        script("location.hash = arguments[0]", hash);
    }

    /** Returns what the browser has complained about: scripts, and what the policy of the page forbids. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /** Makes the window as high as the page. */
    void fit(int width) {
        size(width, 300);
        size(width, ((Number) script("return document.documentElement.scrollHeight")).intValue());
    }

    /** Takes a picture for the documentation, which is written there if the environment variable WRITE_DOCS is set. */
    void picture(String name) {
        new Actions(driver).moveToLocation(1, 1).perform(); // nothing is shown because the mouse is over it
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        Path folder =
                System.getenv("WRITE_DOCS") == null ? Path.of("target", "pictures") : Path.of("..", "docs", "images");
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("panel-" + name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
