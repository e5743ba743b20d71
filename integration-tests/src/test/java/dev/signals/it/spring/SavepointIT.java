package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** NESTED, which Spring does by a savepoint of the connection: what was rolled back to it is not announced as committed. */
@OnEveryDatabase
class SavepointIT {

    private final SpringApplication application;
    private final EntityManager entityManager;
    private final TransactionTemplate required;
    private final TransactionTemplate nested;
    private final List<String> log = new ArrayList<>();

    SavepointIT(Database database) {
        application = new SpringApplication(database);
        application.allowSavepoints();
        entityManager = application.entityManager();
        required = application.required();
        nested = application.nested();
    }

    @BeforeEach
    void connect() {
        application
                .signals()
                .postSave()
                .connect(Note.class, event -> log.add(event.instance() + " committed"), afterCommit());
        application
                .signals()
                .postDelete()
                .connect(Note.class, event -> log.add(event.instance() + " deleted"), afterCommit());
    }

    @AfterEach
    void close() {
        application.close();
    }

    private void rolledBack(Runnable work) {
        nested.executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    @Test
    void whatWasSavedSinceTheSavepointIsNotAnnounced() {
        required.executeWithoutResult(outer -> {
            application.save("before");
            rolledBack(() -> application.save("inner"));
            application.save("after");
        });

        assertThat(log).containsExactly("before committed", "after committed");
        assertThat(application.committed()).containsExactly("after", "before");
    }

    @Test
    void whatWasDeletedSinceTheSavepointIsNotAnnounced() {
        required.executeWithoutResult(status -> application.save("old"));
        log.clear();

        required.executeWithoutResult(outer -> {
            Note old = entityManager.createQuery("from Note", Note.class).getSingleResult();
            rolledBack(() -> {
                entityManager.remove(old);
                entityManager.flush();
            });
        });

        assertThat(log).isEmpty();
        assertThat(application.committed()).containsExactly("old");
    }

    @Test
    void aHookHandedOverSinceTheSavepointDoesNotRun() {
        required.executeWithoutResult(outer -> {
            Session session = application.session();
            TransactionHooks.onCommit(session, () -> log.add("hook of outer"));
            rolledBack(() -> TransactionHooks.onCommit(session, () -> log.add("hook of inner")));
        });

        assertThat(log).containsExactly("hook of outer");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void whatWasPersistedBeforeTheSavepointAndWrittenBehindItIsRolledBackAndNotAnnounced() {
        required.executeWithoutResult(outer -> {
            entityManager.persist(new Note("before"));
            rolledBack(() -> application.save("inner"));
        });

        assertThat(log)
                .isEqualTo(application.committed().stream()
                        .map(text -> text + " committed")
                        .toList());
    }

    @Test
    void anInnerSavepointThatIsKeptIsRolledBackWithTheOuterOne() {
        required.executeWithoutResult(outer -> {
            application.save("before");
            rolledBack(() -> nested.executeWithoutResult(inner -> application.save("inner")));
        });

        assertThat(log).containsExactly("before committed");
        assertThat(application.committed()).containsExactly("before");
    }

    @Test
    void aSavepointThatIsKeptBesideOneThatIsNotIsAnnounced() {
        required.executeWithoutResult(outer -> {
            rolledBack(() -> application.save("lost"));
            nested.executeWithoutResult(inner -> application.save("kept"));
        });

        assertThat(log).containsExactly("kept committed");
        assertThat(application.committed()).containsExactly("kept");
    }
}
