package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.it.jta.JtaFactory.Work;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction while another one is suspended: REQUIRES_NEW as a container does it. */
@OnEveryDatabase
class JtaSuspendIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<String> log = new ArrayList<>();

    JtaSuspendIT(Database database) {
        factory = JtaFactory.of(database);
        sessions = factory.sessionFactory();
    }

    @BeforeEach
    void connect() {
        factory.logCommits(log);
        factory.logRollbacks(log);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static void requiresNew(Work work) throws Exception {
        Transaction outer = MANAGER.suspend();
        try {
            inTransaction(work);
        } finally {
            MANAGER.resume(outer);
        }
    }

    private void save(String text) {
        Session session = sessions.getCurrentSession();
        session.persist(new Note(text));
        session.flush();
    }

    @Test
    void eachTransactionAnnouncesItsOwnAtItsCommit() throws Exception {
        inTransaction(() -> {
            save("outer");
            requiresNew(() -> save("inner"));
            log.add("resumed");
            save("outer again");
        });

        assertThat(log)
                .containsExactly(
                        "inner committed [inner]",
                        "resumed",
                        "outer committed [inner, outer, outer again]",
                        "outer again committed [inner, outer, outer again]");
        assertThat(factory.notes()).containsExactly("inner", "outer", "outer again");
    }

    @Test
    void anInnerRollbackLeavesTheOuterAlone() throws Exception {
        inTransaction(() -> {
            save("outer");
            assertThatThrownBy(() -> requiresNew(() -> {
                        save("inner");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            log.add("resumed");
        });

        assertThat(log).containsExactly("inner rolled back", "resumed", "outer committed [outer]");
        assertThat(factory.notes()).containsExactly("outer");
    }

    @Test
    void anOuterRollbackLeavesTheInnerAlone() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    save("outer");
                    requiresNew(() -> save("inner"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(log).containsExactly("inner committed [inner]", "outer rolled back");
        assertThat(factory.notes()).containsExactly("inner");
    }

    @Test
    void hooksBelongToTheTransactionTheyWereHandedOverIn() throws Exception {
        inTransaction(() -> {
            TransactionHooks.onCommit(sessions.getCurrentSession(), () -> log.add("hook of outer"));
            requiresNew(() -> TransactionHooks.onCommit(sessions.getCurrentSession(), () -> log.add("hook of inner")));
            log.add("resumed");
        });

        assertThat(log).containsExactly("hook of inner", "resumed", "hook of outer");
        assertThat(factory.notes()).isEmpty();
    }

    @Test
    void aReceiverMayWriteInATransactionOfItsOwnMeanwhile() throws Exception {
        factory.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("outer")) {
                try {
                    requiresNew(() -> save("by a receiver"));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThatThrownBy(() -> inTransaction(() -> {
                    save("outer");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(log).containsExactly("by a receiver committed [by a receiver]", "outer rolled back");
        assertThat(factory.notes()).containsExactly("by a receiver");
    }

    @Test
    void aReceiverAfterTheCommitSuspendsWhatHasEndedAndWrites() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("first")) {
                                requiresNew(() -> save("second"));
                            }
                        },
                        afterCommit());

        inTransaction(() -> save("first"));

        assertThat(log).containsExactly("first committed [first]", "second committed [first, second]");
        assertThat(factory.notes()).containsExactly("first", "second");
    }
}
