package dev.signals.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import java.time.Duration;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page after a hundred thousand entries, all of them kept. */
class BigPanelTest {

    private static final int TRANSACTIONS = 1_900;
    private static final int STATEMENTS = 50;
    private static final int IN_THE_LARGEST = 5_000;
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 60_000_000;

    @Test
    void thePageStaysUsableAndTakesLittleMemory() {
        try (TestBlog blog = new TestBlog();
                SignalPanel panel = SignalPanel.serve(
                        blog.factory(), PanelOptions.defaults().port(0).keeping(100_000))) {
            blog.saveArticle();
            for (int i = 0; i < TRANSACTIONS; i++) {
                blog.factory().inTransaction(session -> select(session, STATEMENTS));
            }
            blog.factory().inTransaction(session -> select(session, IN_THE_LARGEST));
            blog.changeArticle();
            assertThat(panel.activity(null)).containsPattern("\"entries\":9[89]\\d{3}|\"entries\":100000");

            try (Browser browser = Browser.open(panel.address().orElseThrow())) {
                browser.awaitText(".picture .root", "persist(article)");
                browser.open("transactions");
                browser.awaitText(".works", "Article updated");
                browser.awaitText(".timeline", "committed");
                browser.click("#all");
                browser.until("200 are listed", () -> browser.count(".works li") == 200);

                long largest = within(() -> {
                    browser.open("transactions/" + (TRANSACTIONS + 2));
                    browser.awaitText(".gap", "left out here");
                });
                assertThat(browser.count(".timeline > li")).isEqualTo(2_001);
                long older = within(() -> {
                    browser.await(By.cssSelector(".older")).click();
                    browser.until("400 are listed", () -> browser.count(".works li") == 400);
                });
                long found = within(() -> {
                    browser.open("map");
                    browser.type("#search", "slug");
                    browser.awaitText(".found", "1 receiver found");
                });

                assertThat(browser.count(".picture .receiver")).isOne();
                assertThat(Duration.ofNanos(largest)).isLessThan(SHORT);
                assertThat(Duration.ofNanos(older)).isLessThan(SHORT);
                assertThat(Duration.ofNanos(found)).isLessThan(SHORT);
                assertThat((Long) browser.script("return performance.memory.usedJSHeapSize"))
                        .isLessThan(MOST_BYTES);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static void select(Session session, int times) {
        for (int i = 0; i < times; i++) {
            session.createSelectionQuery("select count(*) from Tag", Long.class).getSingleResult();
        }
    }

    private static long within(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }
}
