package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.it.support.CapturedLog;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** JTA transactions that Spring begins and ends. */
@OnEveryDatabase
class JtaWithSpringIT {

    private final JtaFactory factory;
    private final EntityManager entityManager;
    private final TransactionTemplate required;
    private final List<Throwable> failures = new ArrayList<>();

    JtaWithSpringIT(Database database) {
        factory = JtaFactory.ofPersistenceUnit(database);
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(factory.sessionFactory());
        JtaTransactionManager manager =
                new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(), MANAGER);
        manager.afterPropertiesSet();
        required = new TransactionTemplate(manager);
    }

    @AfterEach
    void close() {
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        factory.close();
    }

    private void behindTheCommit(Consumer<PostSave<Note>> receiver) {
        factory.signals().onFailure((connection, event, failure) -> failures.add(failure));
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                receiver.accept(event);
                            }
                        },
                        afterCommit());
    }

    private void save(String text) {
        required.executeWithoutResult(status -> entityManager.persist(new Note(text)));
    }

    @Test
    void aMethodWithATransactionIsCommitted() {
        behindTheCommit(event -> save("for a"));

        save("a");

        assertThat(failures).isEmpty();
        assertThat(factory.notes()).containsExactly("a", "for a");
    }

    @Test
    void soIsANewTransaction() {
        TransactionTemplate requiresNew = new TransactionTemplate(required.getTransactionManager());
        requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        behindTheCommit(event -> requiresNew.executeWithoutResult(status -> entityManager.persist(new Note("for a"))));

        save("a");

        assertThat(failures).isEmpty();
        assertThat(factory.notes()).containsExactly("a", "for a");
    }

    @Test
    void theSharedEntityManagerAloneIsRefused() {
        behindTheCommit(event -> entityManager.persist(new Note("for a")));

        save("a");

        assertThat(failures).hasSize(1);
        assertThat(factory.notes()).containsExactly("a");
    }

    @Test
    void aCommitAfterACaughtExceptionWarns() {
        factory.signals().postSave().connect(Note.class, event -> {
            throw new IllegalStateException("bad note");
        });

        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            assertThatThrownBy(() -> required.executeWithoutResult(status -> {
                        entityManager.persist(new Note("bad"));
                        assertThatThrownBy(entityManager::flush).hasMessage("bad note");
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);

            assertThat(log.messages()).singleElement().asString().startsWith("commit() has rolled back");
        }
        assertThat(factory.notes()).isEmpty();
    }
}
