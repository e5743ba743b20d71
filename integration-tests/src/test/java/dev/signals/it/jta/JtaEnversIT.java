package dev.signals.it.jta;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.envers.Audited;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Envers in transactions of a transaction manager. */
@OnEveryDatabase
class JtaEnversIT {

    @Entity(name = "Deed")
    @Audited
    static class Deed {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Deed() {}

        Deed(String text) {
            this.text = text;
        }
    }

    private final JtaFactory factory;

    JtaEnversIT(Database database) {
        factory = JtaFactory.of(database, Deed.class);
    }

    @BeforeEach
    void connect() {
        factory.signals()
                .postSave()
                .connect(
                        Deed.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                event.instance().text = "set";
                                event.session().persist(new Deed("by a receiver"));
                            }
                        },
                        beforeCommit(),
                        filter(PostSave::created));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private List<String> audited() {
        return factory.query("select text from Deed_AUD order by REV, id");
    }

    @Test
    void whatAReceiverBeforeTheCommitWritesIsAudited() throws Exception {
        inTransaction(() -> factory.sessionFactory().getCurrentSession().persist(new Deed("a")));

        assertThat(audited()).containsExactly("set", "by a receiver");
    }

    @Test
    void inTheCommitOfHibernateToo() {
        factory.sessionFactory().inTransaction(session -> session.persist(new Deed("a")));

        assertThat(audited()).containsExactly("set", "by a receiver");
    }

    @Test
    void aHookIsAuditedAlsoIfEnversWasThereBefore() throws Exception {
        inTransaction(() -> {
            Session session = factory.sessionFactory().getCurrentSession();
            session.persist(new Deed("b"));
            session.flush();
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Deed("by a hook")));
        });

        assertThat(audited()).containsExactly("b", "by a hook");
    }
}
