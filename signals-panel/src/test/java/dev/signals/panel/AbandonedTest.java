package dev.signals.panel;

import static dev.signals.panel.Library.activity;
import static dev.signals.panel.Library.lines;
import static dev.signals.panel.Library.newest;
import static dev.signals.panel.Library.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.panel.Library.Book;
import dev.signals.panel.Library.Loan;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;

/** Transactions that nobody ends. {@code inTransaction} rolls back for exceptions, and not for errors. */
class AbandonedTest {

    private static void fail(Session session) {
        session.persist(new Book("1", "Emma"));
        session.flush();
        throw new AssertionError("failed");
    }

    @Test
    void aTransactionThatAnErrorHasLeftIsNotShownAsRunning() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            assertThatThrownBy(() -> library.factory.inTransaction(AbandonedTest::fail))
                    .isInstanceOf(AssertionError.class);

            assertThat(newest(panel).path("state").asText()).isEqualTo("ABANDONED");
        }
    }

    @Test
    void itIsNoticedThoughNothingElseHasHappened() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            Session session = library.factory.openSession();
            session.beginTransaction();
            session.persist(new Book("1", "Emma"));
            session.flush();
            JsonNode running = activity(panel);
            session.close();

            String changed = panel.activity("since=" + running.path("version").asLong());

            assertThat(running.path("works").path(0).path("state").asText()).isEqualTo("RUNNING");
            assertThat(changed).contains("\"state\":\"ABANDONED\"").doesNotContain("unchanged");
        }
    }

    @Test
    void whoCommitsAfterClosingTheSessionHasCommitted() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            Session session = library.factory.openSession();
            Transaction transaction = session.beginTransaction();
            session.persist(new Book("1", "Emma"));
            session.flush();
            session.close();
            assertThat(newest(panel).path("state").asText()).isEqualTo("ABANDONED");

            transaction.commit();

            assertThat(newest(panel).path("state").asText()).isEqualTo("COMMITTED");
            assertThat(lines(work(panel, newest(panel)))).endsWith("committed");
        }
    }

    @Test
    void aReceiverThatThrowsAnErrorIsTheReason() {
        try (Library library = Library.open();
                SignalPanel panel = library.record()) {
            library.signals.postSave().connect(Book.class, event -> {
                throw new AssertionError("failed");
            });

            assertThatThrownBy(() -> library.persist(new Book("1", "Emma"))).isInstanceOf(AssertionError.class);

            JsonNode reason = newest(panel).path("reason");
            assertThat(newest(panel).path("state").asText()).isIn("ABANDONED", "ROLLED_BACK");
            assertThat(reason.path("receiver").path("name").asText()).isEqualTo("AbandonedTest (lambda)");
            assertThat(reason.path("fault").path("type").asText()).isEqualTo("AssertionError");
        }
    }

    /** Hibernate closes a session at once, if it was not started by Jakarta Persistence. */
    @Test
    void theEndOfTheSessionIsShownWhereItIsKnown() {
        try (SessionFactory factory = new Configuration()
                        .addAnnotatedClasses(Book.class, Loan.class)
                        .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID())
                        .setProperty("hibernate.hbm2ddl.auto", "create")
                        .setProperty(SignalSettings.TIMELINE, "true")
                        .buildSessionFactory();
                SignalPanel panel = SignalPanel.record(List.of(factory), PanelOptions.defaults())) {
            ModelSignals.of(factory).postSave().connect(Book.class, event -> {});

            assertThatThrownBy(() -> factory.inTransaction(AbandonedTest::fail)).isInstanceOf(AssertionError.class);

            assertThat(newest(panel).path("state").asText()).isEqualTo("ABANDONED");
            assertThat(lines(work(panel, newest(panel))))
                    .contains("  insert into Book (title,isbn) values (?,?)")
                    .endsWith("session closed");
        }
    }
}
