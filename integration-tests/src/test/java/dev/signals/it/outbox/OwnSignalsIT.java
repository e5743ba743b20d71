package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.ErrorPolicy;
import dev.signals.Options;
import dev.signals.Signal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class OwnSignalsIT {

    private final Signal<String> mailed = Signal.of("mailed", String.class);
    private final Database database;
    private final Shelf shelf;

    OwnSignalsIT(Database database) {
        this.database = database;
        shelf = new Shelf(database, Map.of("hibernate.current_session_context_class", "thread"));
    }

    @BeforeEach
    void connect() {
        mailed.connect(
                shelf::add,
                shelf.outbox().durable("mail", mailed, new Mails(shelf.factory().sessionFactory())));
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void send(String text, boolean commits) {
        Session session = shelf.factory().sessionFactory().getCurrentSession();
        session.beginTransaction();
        mailed.send((Class<?>) null, text);
        if (commits) {
            session.getTransaction().commit();
        } else {
            session.getTransaction().rollback();
        }
    }

    @Test
    void eventsOfTheApplicationAreKeptInTheTransactionOfTheirSession() {
        send("a", true);
        send("b", false);

        assertThat(shelf.log()).isEmpty();
        shelf.outbox().start();
        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("a by attempt 1");
    }

    @Test
    void aNameBelongsToOneReceiver() {
        assertThatThrownBy(() -> shelf.outbox()
                        .durable("mail", mailed, new Mails(shelf.factory().sessionFactory())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name \"mail\" is taken by another durable receiver");
        assertThatThrownBy(() -> shelf.factory().signals().changed().connect(Book.class, event -> {}, durable("mail")))
                .hasMessageContaining("the name \"mail\" is taken by");
    }

    @Test
    void aReceiverWhoseFailureNobodyWouldSeeIsRefusedAtTheFirstEvent() {
        mailed.connect(
                text -> {},
                Options.onError(ErrorPolicy.ISOLATE),
                shelf.outbox()
                        .durable("quiet", mailed, new Mails(shelf.factory().sessionFactory())));

        assertThat(mailed.sendRobust((Class<?>) null, "a"))
                .anySatisfy(outcome -> assertThat(outcome.toString()).contains("drop onError(ISOLATE)"));
    }

    @Test
    void aCodecNamesASessionOfTheSameFactory() {
        try (Shelf other = new Shelf(database, Map.of("hibernate.current_session_context_class", "thread"))) {
            Signal<String> strange = Signal.of("strange", String.class);
            strange.connect(
                    text -> {},
                    shelf.outbox()
                            .durable(
                                    "strange",
                                    strange,
                                    new Mails(other.factory().sessionFactory())));
            Session session = other.factory().sessionFactory().getCurrentSession();
            session.beginTransaction();

            assertThatThrownBy(() -> strange.send((Class<?>) null, "a"))
                    .hasMessageContaining("names a session of another session factory");
            session.getTransaction().rollback();
        }
    }
}
