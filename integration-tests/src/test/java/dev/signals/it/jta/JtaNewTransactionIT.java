package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code inNewTransaction} is a transaction of its own, whatever the one of the thread is. */
@OnEveryDatabase
class JtaNewTransactionIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<String> log = new ArrayList<>();

    JtaNewTransactionIT(Database database) {
        factory = JtaFactory.of(database);
        sessions = factory.sessionFactory();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReceiverAfterTheCommitWritesInANewTransaction() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.created()) {
                                event.inNewTransaction((session, note) -> note.text += "!");
                            }
                        },
                        afterCommit());
        factory.logCommits(log);

        inTransaction(() -> sessions.getCurrentSession().persist(new Note("a")));

        assertThat(log).containsExactly("a! committed [a!]", "a committed [a!]");
        assertThat(factory.notes()).containsExactly("a!");
    }

    @Test
    void aReceiverWritesInANewTransactionInsideTheTransaction() throws Exception {
        factory.logCommits(log);
        inTransaction(() -> sessions.getCurrentSession().persist(new Note("old")));
        log.clear();
        factory.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("old?")) {
                event.inNewTransaction((session, note) -> session.persist(new Note("new")));
                log.add("back " + factory.notes());
            }
        });

        MANAGER.begin();
        Session session = sessions.getCurrentSession();
        session.createQuery("from Note", Note.class).getSingleResult().text = "old?";
        session.flush();
        MANAGER.rollback();

        assertThat(log).containsExactly("new committed [new, old]", "back [new, old]");
        assertThat(factory.notes()).containsExactly("new", "old");
    }
}
