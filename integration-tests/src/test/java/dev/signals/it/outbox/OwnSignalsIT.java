package dev.signals.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final Shelf shelf;

    OwnSignalsIT(Database database) {
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
        mailed.send(null, text);
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
}
