package dev.signals.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.panel.PanelOptions;
import dev.signals.panel.SignalPanel;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Transactions that end for other reasons than a receiver or a statement, and the way to the page from another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroublePanelTest {

    private final SessionFactory notes = new HibernatePersistenceConfiguration("notes")
            .managedClasses(Note.class)
            .jdbcUrl("jdbc:h2:mem:notes;DB_CLOSE_DELAY=-1")
            .schemaToolingAction(Action.CREATE_ONLY)
            .property(SignalSettings.TIMELINE, "true")
            .property(SignalSettings.SLOW, "0ms")
            .createEntityManagerFactory();
    private final SignalPanel panel =
            SignalPanel.serve(notes, PanelOptions.defaults().port(0));
    private final Browser browser = Browser.open(panel.address().orElseThrow());

    @Entity(name = "Note")
    static class Note {

        @Id
        int id;

        @ManyToOne
        @Nullable
        Note answers;
    }

    @BeforeAll
    void work() {
        ModelSignals.of(notes)
                .preSave()
                .connect(
                        Note.class,
                        event -> event.session()
                                .createSelectionQuery("from Note", Note.class)
                                .getResultList());
        assertThatThrownBy(() -> notes.inTransaction(session -> {
                    Note note = new Note();
                    note.answers = new Note();
                    session.persist(note);
                }))
                .isNotNull();
        assertThatThrownBy(() -> notes.inTransaction(session -> {
                    session.createSelectionQuery("from Note", Note.class).getResultList();
                    throw new AssertionError("failed");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @AfterAll
    void end() {
        browser.close();
        panel.close();
        notes.close();
    }

    @Test
    void thePageSaysWhyAFlushWasRefused() {
        browser.open("transactions/1");

        assertThat(browser.awaitText(".verdict", "Rolled back because the flush was refused with Transient"))
                .contains("hidden, because it may have values of entities")
                .doesNotContain("Statement");
        assertThat(browser.text(".timeline .failed")).startsWith("+").contains("flush", "throws Transient");
        browser.open("failures");
        browser.awaitText(".failures", "the flush was refused: Transient");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aTransactionThatAnErrorHasLeftIsMarked() {
        browser.open("transactions/2");

        browser.awaitText(".works", "not ended");
        browser.awaitText(".verdict", "Not ended. The session was closed in the middle of the transaction");
        browser.open("failures");
        browser.awaitText(".waiting", "Nothing waits.");
    }

    @Test
    void theSettingSaysWhatIsSlow() {
        browser.open("transactions/2");
        browser.awaitText(".timeline", "select");

        assertThat(browser.count(".timeline .took.slow")).isPositive();
        assertThat(browser.texts(".timeline .took.slow")).allMatch(text -> text.contains("slow:"));
    }

    @Test
    void slowCallsAreListedWithTheirStatements() {
        browser.open("failures");

        browser.awaitText(".slowCalls", "Calls of receivers that took 0 µs or longer");
        assertThat(browser.text(".slowCalls tbody tr")).contains("TroublePanelTest (lambda)", "pre_save Note");
    }

    @Test
    void aPageOfThisMachineMayOpenThePanelAndNotReadIt() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = ("<main><a href='" + panel.address().orElseThrow() + "'>To the panel</a></main>")
                .getBytes(StandardCharsets.UTF_8);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try (Browser person =
                Browser.open(URI.create("http://localhost:" + other.getAddress().getPort() + "/"))) {
            assertThat(person.wait("fetch('" + panel.address().orElseThrow()
                            + "activity').then(() => 'read', () => 'refused')"))
                    .isEqualTo("refused");
            person.follow("To the panel");

            person.awaitText("h1", "Signals");
            person.awaitText(".picture .root", "persist(note)");
        } finally {
            other.stop(0);
        }
    }
}
