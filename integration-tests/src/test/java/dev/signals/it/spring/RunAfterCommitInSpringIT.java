package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.spring.SpringApplication.Notes;
import dev.signals.test.SignalRecorder;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** What waits for the commit is called inside a transaction of a Spring test, which is rolled back. */
@OnEveryDatabase
class RunAfterCommitInSpringIT {

    private final SpringApplication application;
    private final EntityManager entityManager;
    private final Notes notes;
    private final SignalRecorder recorder;
    private final List<String> log = new ArrayList<>();
    private TransactionStatus test;

    RunAfterCommitInSpringIT(Database database) {
        application = new SpringApplication(database);
        entityManager = application.entityManager();
        notes = application.bean(Notes.class);
        recorder = SignalRecorder.of(application.entityManagerFactory());
    }

    @BeforeEach
    void begin() {
        test = application.bean(PlatformTransactionManager.class).getTransaction(TransactionDefinition.withDefaults());
    }

    @AfterEach
    void rollBack() {
        application.bean(PlatformTransactionManager.class).rollback(test);
        assertThat(application.committed()).isEmpty();
        recorder.close();
        application.close();
    }

    private void afterCommitOfANote(SignalReceiver<PostSave<Note>> receiver) {
        application.signals().postSave().connect(Note.class, receiver, afterCommit());
    }

    private List<String> texts() {
        return entityManager
                .createQuery("select text from Note order by text", String.class)
                .getResultList();
    }

    @Test
    void aServiceThatAReceiverCallsTakesPartInTheTransactionOfTheTest() {
        afterCommitOfANote(event -> {
            log.add("saved " + event.instance());
            if (event.instance().text.equals("a")) {
                notes.save("for a");
            }
        });
        notes.save("a");

        recorder.runAfterCommit();

        assertThat(log).containsExactly("saved a", "saved for a");
        assertThat(texts()).containsExactly("a", "for a");
    }

    @Test
    void aNewTransactionSeesTheRow() {
        afterCommitOfANote(event -> {
            if (event.created()) {
                event.inNewTransaction((session, note) -> note.text = note.text + "!");
            }
        });
        notes.save("a");

        recorder.runAfterCommit();

        entityManager.clear();
        assertThat(texts()).containsExactly("a!");
    }
}
