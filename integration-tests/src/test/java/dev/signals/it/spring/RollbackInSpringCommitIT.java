package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.spring.SpringApplication.Notes;
import dev.signals.it.support.CapturedLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A method with {@code @Transactional} that catches the exception of a receiver, and whose commit rolls back then. */
@OnEveryDatabase
class RollbackInSpringCommitIT {

    /** Writes. */
    static class Inner {

        @PersistenceContext
        EntityManager entityManager;

        @Transactional
        void save(String text) {
            entityManager.persist(new Note(text));
            entityManager.flush();
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        void saveInNewTransaction(String text) {
            entityManager.persist(new Note(text));
            entityManager.flush();
        }
    }

    /** Catches whatever is thrown. */
    static class Careless {

        @PersistenceContext
        EntityManager entityManager;

        @Autowired
        Inner inner;

        @Transactional
        void save(String text) {
            entityManager.persist(new Note(text));
            try {
                entityManager.flush();
            } catch (RuntimeException e) {
                assertThat(e).hasStackTraceContaining("bad note");
            }
        }

        @Transactional
        void saveByAnotherBean(String text) {
            try {
                inner.save(text);
            } catch (RuntimeException e) {
                assertThat(e).hasStackTraceContaining("bad note");
            }
        }

        @Transactional
        void saveBeside(String text) {
            entityManager.persist(new Note("outer"));
            try {
                inner.saveInNewTransaction(text);
            } catch (RuntimeException e) {
                assertThat(e).hasStackTraceContaining("bad note");
            }
        }

        @Transactional(noRollbackFor = RuntimeException.class)
        void saveAndCommitInAnyCase(String text) {
            inner.save(text);
        }

        @Transactional
        void saveAtTheCommit(String text) {
            entityManager.persist(new Note(text));
        }
    }

    private final SpringApplication application;
    private final Careless careless;
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals");

    RollbackInSpringCommitIT(Database database) {
        application = new SpringApplication(database, Inner.class, Careless.class);
        careless = application.bean(Careless.class);
    }

    @BeforeEach
    void refuseBadNotes() {
        application.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("bad")) {
                throw new IllegalStateException("bad note");
            }
        });
    }

    @AfterEach
    void close() {
        log.close();
        application.close();
    }

    private void assertWarned() {
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("commit() has rolled back and nothing was committed: receiver lambda in "
                        + getClass().getName() + " of post_save for " + Note.class.getName()
                        + " threw an exception on post_save of " + Note.class.getName() + "#1");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aCommitAfterACaughtExceptionWarnsWithEventAndCause() {
        assertThatThrownBy(() -> careless.save("bad")).isInstanceOf(TransactionException.class);

        assertWarned();
    }

    @Test
    void anUnexpectedRollbackNamesTheReceiverInTheLog() {
        assertThatThrownBy(() -> careless.saveByAnotherBean("bad"))
                .isInstanceOf(UnexpectedRollbackException.class)
                .hasNoCause();

        assertWarned();
    }

    @Test
    void soDoesAMethodThatCommitsInAnyCase() {
        assertThatThrownBy(() -> careless.saveAndCommitInAnyCase("bad"))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertWarned();
    }

    @Test
    void soDoesACommitInAReceiverBehindAnotherCommit() {
        application
                .signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> assertThatThrownBy(() -> careless.saveByAnotherBean("bad"))
                                .isInstanceOf(UnexpectedRollbackException.class),
                        afterCommit());

        application.bean(Notes.class).save("a");

        assertThat(log.messages()).singleElement().asString().startsWith("commit() has rolled back");
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void anExceptionThatLeavesTheMethodNeedsNoWarning() {
        assertThatThrownBy(() -> application.bean(Inner.class).save("bad")).hasStackTraceContaining("bad note");

        assertThat(log.messages()).isEmpty();
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void norDoesOneInTheFlushOfTheCommit() {
        assertThatThrownBy(() -> careless.saveAtTheCommit("bad")).hasStackTraceContaining("bad note");

        assertThat(log.messages()).isEmpty();
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aNewTransactionThatIsRolledBackAloneNeedsNone() {
        careless.saveBeside("bad");

        assertThat(log.messages()).isEmpty();
        assertThat(application.committed()).containsExactly("outer");
    }
}
