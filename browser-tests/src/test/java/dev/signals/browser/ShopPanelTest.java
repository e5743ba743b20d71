package dev.signals.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.shop.ShopApplication;
import dev.signals.panel.SignalPanel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The panel of the shop, which the starter serves, as a person reads it who does not know the shop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopPanelTest {

    private static final int WIDTH = 1120;

    private static final String CUSTOMER = "ada@example.org";

    private final ConfigurableApplicationContext shop = SpringApplication.run(
            ShopApplication.class, "--server.port=0", "--signals.panel.enabled=true", "--signals.panel.port=0");
    private final Browser browser =
            Browser.open(shop.getBean(SignalPanel.class).address().orElseThrow());

    @BeforeAll
    void order() throws IOException, InterruptedException {
        assertThat(post("{\"email\": \"" + CUSTOMER + "\", \"articles\": {\"tea\": 2, \"cake\": 1}}"))
                .isEqualTo(201);
        assertThat(post("{\"email\": \"" + CUSTOMER + "\", \"articles\": {\"cake\": 1000}}"))
                .isEqualTo(422);
    }

    private int post(String order) throws IOException, InterruptedException {
        URI orders =
                URI.create("http://localhost:" + shop.getEnvironment().getProperty("local.server.port") + "/orders");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(orders)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(order))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @BeforeEach
    void light() {
        browser.size(1280, 860);
        browser.theme("light");
    }

    @AfterAll
    void end() {
        browser.close();
        shop.close();
    }

    @Test
    void thePageSaysWhatHappensWhenAnOrderIsPersisted() {
        browser.open("map/Order");

        browser.awaitText(".picture .root", "persist(order)");
        assertThat(browser.text(".picture"))
                .containsSubsequence(
                        "Flush INSERT",
                        "OrderReceivers.deliver",
                        "Before the commit",
                        "OrderReceivers.limit",
                        "Commit",
                        "After the commit",
                        "MailReceivers.confirm");
        assertThat(browser.text(".picture .summary"))
                .startsWith("Saving a new Order calls 7 receivers, 1 of them only if a condition is met: ");
        assertThat(browser.text(".picture")).contains("only if onChange(total)");
        assertThat(browser.text(".picture")).contains("persist goes on to what it refers to: OrderLine (");
        picture("shop-map");
    }

    @Test
    void aPersonFindsTheReceiverThatSendsTheMail() {
        browser.open("map");
        browser.type("#search", "mail");

        browser.awaitText(".found", "2 receivers found in 1 of 3 entities.");
        assertThat(browser.texts(".picture .name"))
                .containsExactlyInAnyOrder("MailReceivers.confirm", "MailReceivers.tell");
        assertThat(browser.texts(".picture .source")).allMatch(source -> source.matches("MailReceivers\\.java:\\d+"));
        assertThat(browser.text(".picture")).contains("onChange(total)");
        picture("shop-search", 390);
        browser.type("#search", "nobody");
        browser.awaitText(".pictures", "No receiver matches.");
        browser.type("#search", Keys.BACK_SPACE);
    }

    @Test
    void aPersonSeesWhyTheLastCommitFailed() {
        browser.open("transactions");
        browser.follow("OrderReceivers.limit threw RefusedException");

        String verdict =
                browser.awaitText(".verdict", "Rolled back because OrderReceivers.limit threw RefusedException");
        assertThat(verdict)
                .contains("for post_save Order created, before the commit")
                .containsPattern("OrderReceivers\\.limit \\(OrderReceivers\\.java:\\d+\\)")
                .contains("hidden, because it may have values of entities");
        picture("shop-failure", 740);
    }

    @Test
    void whatFailedIsListedAndLeadsToItsTransaction() {
        browser.open("failures");

        browser.awaitText(".failures", "OrderReceivers.limit threw RefusedException");
        assertThat(browser.text(".failures")).contains("The transaction was rolled back.");
        picture("shop-failures", 360);
        browser.follow("Show transaction");
        browser.awaitText(".verdict", "OrderReceivers.limit");
    }

    @Test
    void noValueOfAnEntityIsOnThePage() {
        browser.open("transactions");
        browser.click("#all");
        browser.awaitText(".works", "rolled back");
        List<String> links = browser.attributes(".works a", "href");

        assertThat(links).hasSizeGreaterThan(1);
        for (String link : links) {
            browser.open(link.substring(link.indexOf('#') + 1));
            browser.await(By.cssSelector(".works a[aria-current][href='" + link.substring(link.indexOf('#')) + "']"));
            browser.await(By.cssSelector(".timeline"));
            assertThat(browser.script("return document.documentElement.innerHTML")
                            .toString())
                    .contains("insert into")
                    .doesNotContain(CUSTOMER, "5000.00");
        }
        browser.click("#all");
    }

    @Test
    void everythingIsReachedByTheKeyboard() {
        browser.open("map/Order");
        browser.reload();

        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Skip to the content");
        browser.press(Keys.TAB, Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Transactions");
        browser.press(Keys.ENTER);
        browser.awaitText(".verdict", "Rolled back because");
        browser.script("document.querySelector('.timeline summary').focus()");
        Object open = browser.script("return document.querySelector('.timeline details').open");
        browser.press(Keys.ENTER);
        assertThat(browser.script("return document.querySelector('.timeline details').open"))
                .isNotEqualTo(open);
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
