package dev.signals.it.jta;

import static dev.signals.Options.order;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Option;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver that marks the transaction for rollback; the transaction manager looks at the mark until the end. */
@OnEveryDatabase
class JtaRollbackOnlyIT {

    /** The ways there are. */
    enum Mark {
        TRANSACTION_MANAGER {
            @Override
            void set(Session session) throws Exception {
                MANAGER.setRollbackOnly();
            }
        },
        HIBERNATE {
            @Override
            void set(Session session) {
                session.getTransaction().setRollbackOnly();
            }
        },
        SESSION {
            @Override
            void set(Session session) {
                ((SharedSessionContractImplementor) session).markForRollbackOnly();
            }
        };

        abstract void set(Session session) throws Exception;
    }

    private final JtaFactory factory;
    private final List<String> log = new ArrayList<>();

    JtaRollbackOnlyIT(Database database) {
        factory = JtaFactory.of(database);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void markIn(Mark mark, Option<? super PostSave<Note>> phase) {
        factory.signals().postSave().connect(Note.class, event -> mark.set(event.session()), phase);
        factory.signals().postSave().connect(Note.class, event -> log.add("committed"), afterCommit());
        factory.signals().changed().connect(Note.class, event -> log.add("changed"));
        factory.signals().postSave().connect(Note.class, event -> log.add("rolled back"), afterRollback());
    }

    private void assertRolledBack() throws Exception {
        MANAGER.begin();
        Session session = factory.sessionFactory().getCurrentSession();
        session.persist(new Note("a"));
        TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("hook"));

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertThat(log).contains("rolled back").doesNotContain("committed", "changed");
        assertThat(factory.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkInTheFlushOfTheCommitRollsBack(Mark mark) throws Exception {
        markIn(mark, order(0));

        assertRolledBack();

        assertThat(log).containsExactly("rolled back");
    }

    @ParameterizedTest
    @EnumSource
    void aMarkBeforeTheCommitRollsBack(Mark mark) throws Exception {
        markIn(mark, beforeCommit());

        assertRolledBack();
    }

    @Test
    void aMarkInTheCommitOfHibernateRollsBack() {
        markIn(Mark.HIBERNATE, order(0));

        assertThatThrownBy(() -> factory.sessionFactory().inTransaction(session -> session.persist(new Note("a"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(log).containsExactly("rolled back");
        assertThat(factory.notes()).isEmpty();
    }
}
