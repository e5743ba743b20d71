package dev.signals.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.it.database.Database;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import dev.signals.test.SignalRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages about transactions that cannot be committed, as {@code docs/errors.md} shows them. */
class TransactionErrorsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        Long id = 1L;
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class);
    private final SignalRecorder recorder = SignalRecorder.of(factory.sessionFactory());
    private final Session session = factory.sessionFactory().openSession();

    @BeforeEach
    void begin() {
        factory.signals().postSave().connect(Article.class, event -> {
            throw new IllegalStateException("no connection");
        });
        session.beginTransaction();
        session.persist(new Article());
    }

    @AfterEach
    void close() {
        session.close();
        recorder.close();
        factory.close();
    }

    private static void assertListed(String heading, String message) throws IOException {
        ErrorsPage.assertListed(TransactionErrorsIT.class, heading, message);
    }

    @Test
    void commitAfterACaughtException() throws IOException {
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            catchThrowable(session::flush);
            catchThrowable(session.getTransaction()::commit);

            assertListed("commit-after-a-caught-exception", log.messages().get(0));
        }
    }

    @Test
    void runAfterCommitOfAMarkedTransaction() throws IOException {
        catchThrowable(session::flush);

        Throwable thrown = catchThrowable(recorder::runAfterCommit);

        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertListed("run-after-commit-of-a-marked-transaction", thrown.getMessage());
    }

    @Test
    void runAfterCommitWithoutATransaction() throws IOException {
        session.getTransaction().rollback();

        Throwable thrown = catchThrowable(recorder::runAfterCommit);

        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        assertListed("run-after-commit-without-a-transaction", thrown.getMessage());
    }
}
