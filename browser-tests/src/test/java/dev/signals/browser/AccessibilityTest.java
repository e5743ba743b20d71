package dev.signals.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Names, roles, order of headings, contrast and so on, as axe checks them; on a large window and on that of a phone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {

    private static final String FOUND = "return axe.run().then(found => found.violations.map(each => each.id + ': '"
            + " + each.nodes.map(node => node.html.slice(0, 150) + ' ' + (node.any[0] || {}).message).join('; ')).join('\\n'))";

    private final TestBlog blog = new TestBlog();
    private final SignalPanel panel =
            SignalPanel.serve(blog.factory(), PanelOptions.defaults().port(0));
    private final Browser browser = Browser.open(panel.address().orElseThrow());

    @BeforeAll
    void work() {
        blog.saveArticle();
        blog.changeArticle();
        blog.failToCopyArticle();
        blog.failAfterTheCommit();
    }

    @AfterAll
    void end() {
        browser.close();
        panel.close();
        blog.close();
    }

    @ParameterizedTest
    @CsvSource({
        "map/Article, light, 1280, .picture",
        "map/Article, dark, 1280, .picture",
        "map/Article, light, 390, .picture",
        "transactions, light, 1280, .timeline",
        "transactions, dark, 1280, .timeline",
        "transactions, dark, 390, .timeline",
        "failures, light, 1280, .failure",
        "failures, dark, 1280, .failure"
    })
    void aViewHasNoFaultForPeopleWhoSeeOrPointBadly(String view, String theme, int width, String part)
            throws IOException {
        browser.size(width, 860);
        browser.theme(theme);
        browser.open(view);
        browser.await(By.cssSelector(part));
        browser.script(axe());

        assertThat(browser.script(FOUND).toString()).isEmpty();
        assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    private static String axe() throws IOException {
        Properties properties = new Properties();
        try (InputStream pom = resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            properties.load(pom);
        }
        try (InputStream script =
                resource("/META-INF/resources/webjars/axe-core/" + properties.getProperty("version") + "/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream(name), name);
    }
}
