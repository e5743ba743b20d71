package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit that rolls back because the application has caught the exception of a receiver is not silent. */
@OnEveryDatabase
class RollbackInCommitIT {

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        @GeneratedValue
        Long id;
    }

    private final TestFactory factory;
    private final Session session;
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals");

    RollbackInCommitIT(Database database) {
        factory = TestFactory.of(database, Parcel.class);
        session = factory.sessionFactory().openSession();
    }

    @BeforeEach
    void begin() {
        factory.signals().postSave().connect(Parcel.class, event -> {
            throw new IllegalStateException("too heavy");
        });
        session.beginTransaction();
    }

    @AfterEach
    void close() {
        log.close();
        session.close();
        factory.close();
    }

    private void catchFailure() {
        session.persist(new Parcel());
        assertThatThrownBy(session::flush).hasMessage("too heavy");
    }

    @Test
    void aCommitAfterACaughtExceptionWarnsWithEventAndCause() {
        catchFailure();

        try {
            session.getTransaction().commit();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("rollback"); // where Hibernate follows JPA
        }

        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("commit() has rolled back and nothing was committed: receiver lambda in "
                        + getClass().getName() + " of post_save for " + Parcel.class.getName()
                        + " threw an exception on post_save of " + Parcel.class.getName() + "#1");
        long rows = factory.sessionFactory()
                .fromSession(other -> other.createSelectionQuery("select count(*) from Parcel", Long.class)
                        .getSingleResult());
        assertThat(rows).isZero();
    }

    @Test
    void aRollbackAfterACaughtExceptionIsWhatTheApplicationWants() {
        catchFailure();

        session.getTransaction().rollback();

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void aMethodOfTheApplicationThatHasTheNameOfACommitIsNone() {
        catchFailure();

        commit();

        assertThat(log.messages()).isEmpty();
    }

    private void commit() {
        session.getTransaction().rollback();
    }

    @Test
    void anExceptionThatReachesTheCallerOfCommitNeedsNoWarning() {
        session.persist(new Parcel());

        assertThatThrownBy(session.getTransaction()::commit).hasMessageContaining("too heavy");

        assertThat(log.messages()).isEmpty();
    }

    @Test
    void theNextTransactionIsNotConcerned() {
        catchFailure();
        session.getTransaction().rollback();
        session.clear();

        session.beginTransaction();
        session.getTransaction().commit();

        assertThat(log.messages()).isEmpty();
    }
}
