package dev.signals.browser;

import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.examples.blog.model.Article;
import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;

/** The panel of the blog, as a person reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlogPanelTest {

    private static final int WIDTH = 1120;

    private final TestBlog blog = new TestBlog();
    private final SignalPanel panel =
            SignalPanel.serve(blog.factory(), PanelOptions.defaults().port(0));
    private final Browser browser = Browser.open(panel.address().orElseThrow());

    @BeforeAll
    void work() {
        blog.saveArticle();
        blog.changeArticle();
        blog.failToCopyArticle();
    }

    @BeforeEach
    void light() {
        browser.size(1280, 860);
        browser.theme("light");
    }

    @AfterAll
    void end() {
        browser.close();
        panel.close();
        blog.close();
    }

    @Test
    void thePageSaysWhatHappensWhenAnArticleIsPersisted() {
        browser.open("map/Author"); // The page asks for the map again when it shows another entity.
        browser.open("map/Article");

        browser.awaitText(".picture .root", "persist(article)");
        assertThat(browser.text(".picture .summary")).startsWith("Saving a new Article calls 6 receivers");
        assertThat(browser.text(".entities a[aria-current]")).isEqualTo("Article\n6");
        assertThat(browser.text(".counted")).isEqualTo("on persist");
        assertThat(browser.texts(".picture .moment h3, .picture .mark"))
                .containsExactly(
                        "At persist(), before the INSERT",
                        "Flush INSERT",
                        "After the flush",
                        "Commit",
                        "After the commit");
        assertThat(browser.texts(".picture .name"))
                .containsSubsequence(
                        "SlugReceiver lambda",
                        "WordCountReceiver lambda",
                        "UpdatedAtReceiver lambda",
                        "TagCountReceiver lambda",
                        "NotificationReceiver lambda",
                        "CacheReceiver lambda");
        assertThat(browser.texts(".picture .source")).contains("SlugReceiver.java:13");
        assertThat(browser.text(".picture")).doesNotContain("uid");
        picture("blog-map");
    }

    @Test
    void thePageSaysWhyTheLastCommitFailed() {
        browser.follow("Transactions");
        browser.follow("rolled back");

        String verdict = browser.awaitText(".verdict", "Rolled back because a statement failed");
        assertThat(verdict).contains("ConstraintViolationException", "unique constraint", "on SLUG", "insert into");
        assertThat(browser.text(".timeline")).contains("pre_save", "Article new", "SlugReceiver", "rolled back");
        picture("blog-failure", 940);
    }

    @Test
    void namesAreTextAndNeverMarkup() {
        Connection odd = blog.signals()
                .postSave()
                .connect(Article.class, event -> {}, uid("<img src=x onerror=\"document.title='taken over'\">"));
        try {
            browser.open("map/Author");
            browser.open("map/Article");

            browser.awaitText(".picture", "uid \"<img src=x onerror=");
            assertThat(browser.count("img")).isZero();
            assertThat(browser.script("return document.title")).isEqualTo("What happens · Signals");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            odd.close();
        }
    }

    @Test
    void anApplicationThatHasEndedIsNoticed() {
        try (Browser other = ofAnApplicationThatEnds()) {
            other.awaitText("#trouble", "The application does not answer. It may have ended.");
        }
    }

    private static Browser ofAnApplicationThatEnds() {
        try (TestBlog ending = new TestBlog();
                SignalPanel served = SignalPanel.serve(
                        ending.factory(), PanelOptions.defaults().port(0))) {
            return Browser.open(served.address().orElseThrow());
        }
    }

    @Test
    void aTransactionIsATimelineThatCanBeUnfolded() {
        browser.open("transactions/1");
        browser.awaitText(".detail h2", "Article created");

        browser.await(By.xpath("//button[.='Fold all']")).click();
        assertThat(browser.text(".timeline")).doesNotContain("SlugReceiver");
        browser.await(By.xpath("//button[.='Unfold all']")).click();
        assertThat(browser.text(".timeline"))
                .containsSubsequence(
                        "pre_save",
                        "Article new",
                        "SlugReceiver",
                        "flush for a query",
                        "committed",
                        "NotificationReceiver");
        picture("blog-transaction", 1000);
    }

    /** Takes a picture of a whole view. */
    private void picture(String name) {
        browser.fit(WIDTH);
        inBothThemes(name);
    }

    /** Takes a picture of the upper part of a view. */
    private void picture(String name, int height) {
        browser.size(WIDTH, height);
        inBothThemes(name);
    }

    private void inBothThemes(String name) {
        for (String theme : List.of("light", "dark")) {
            browser.theme(theme);
            browser.picture(name + "-" + theme);
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
