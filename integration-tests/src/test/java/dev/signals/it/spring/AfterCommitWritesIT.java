package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Delivery;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Listener;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.spring.SpringApplication.Notes;
import dev.signals.it.spring.SpringApplication.Published;
import dev.signals.it.support.UnflushedWrite;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a receiver writes behind the end of a transaction of Spring, which Spring still shows as active then: it is committed,
 * or refused aloud, and never lost.
 */
@OnEveryDatabase
class AfterCommitWritesIT {

    private final SpringApplication application;
    private final EntityManager entityManager;
    private final TransactionTemplate required;
    private final FactorySignals signals;
    private final Notes notes;
    private final List<String> log = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    AfterCommitWritesIT(Database database) {
        application = new SpringApplication(database, Listener.class);
        entityManager = application.entityManager();
        required = application.required();
        signals = application.signals();
        notes = application.bean(Notes.class);
    }

    @BeforeEach
    void listen() {
        signals.onFailure((connection, event, failure) -> failures.add(failure));
    }

    @AfterEach
    void close() {
        application.close();
    }

    /** Connects for the note "a" only, as the receiver writes others. */
    private void behind(Delivery<TransactionEvent> phase, Consumer<Note> receiver) {
        signals.postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                receiver.accept(event.instance());
                            }
                        },
                        phase);
    }

    private TransactionTemplate template(int propagation) {
        TransactionTemplate template = application.required();
        template.setPropagationBehavior(propagation);
        return template;
    }

    private void assertWritten(String... texts) {
        assertThat(failures).isEmpty();
        assertThat(application.committed()).containsExactly(texts);
        assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    private void assertRefused(String message) {
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining(message));
        failures.clear();
        assertWritten("a");
    }

    @Test
    void aBeanWithATransactionIsCommitted() {
        behind(afterCommit(), note -> notes.save("for a"));
        signals.postSave()
                .connect(
                        Note.class,
                        event -> log.add("committed " + event.instance() + " " + application.committed()),
                        afterCommit());

        notes.save("a");

        assertThat(log).containsExactly("committed for a [a, for a]", "committed a [a, for a]");
        assertWritten("a", "for a");
    }

    @Test
    void soItIsBehindEveryEndAndInHooks() {
        behind(afterCompletion(), note -> notes.save("completed"));
        behind(afterRollback(), note -> notes.save("rolled back"));

        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            TransactionHooks.onCommit(application.session(), () -> notes.save("by a hook"));
        });
        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            entityManager.flush();
            status.setRollbackOnly();
        });

        assertWritten("a", "by a hook", "completed", "completed", "rolled back");
    }

    @Test
    void whatABeanFindsAndChangesIsCommitted() {
        behind(
                afterCommit(),
                note -> required.executeWithoutResult(
                        status -> entityManager.find(Note.class, note.id).text = "changed"));

        notes.save("a");

        assertWritten("changed");
    }

    @Test
    void whatABeanRemovesAndMergesIsCommitted() {
        behind(
                afterCommit(),
                note -> required.executeWithoutResult(status -> {
                    Note detached = new Note("merged");
                    entityManager.merge(detached);
                    entityManager.remove(entityManager.find(Note.class, note.id));
                }));

        notes.save("a");

        assertWritten("merged");
    }

    @Test
    void aTransactionOfItsOwnIsCommittedAsBefore() {
        behind(afterCommit(), note -> notes.saveInNewTransaction("for a"));

        notes.save("a");

        assertWritten("a", "for a");
    }

    @Test
    void aNestedTransactionIsATransactionOfItsOwn() {
        behind(
                afterCommit(),
                note -> application.nested().executeWithoutResult(status -> entityManager.persist(new Note("for a"))));

        notes.save("a");

        assertWritten("a", "for a");
    }

    @Test
    void whoNeedsATransactionIsToldThatThereIsNone() {
        behind(
                afterCommit(),
                note -> template(TransactionDefinition.PROPAGATION_MANDATORY)
                        .executeWithoutResult(status -> entityManager.persist(new Note("for a"))));

        notes.save("a");

        assertThat(failures.get(0)).isInstanceOf(IllegalTransactionStateException.class);
        assertRefused("No existing transaction");
    }

    @ParameterizedTest
    @EnumSource
    void aSharedEntityManagerWithoutATransactionRefuses(UnflushedWrite operation) {
        behind(afterCommit(), note -> operation.execute(entityManager, new Note("for a"), note));

        notes.save("a");

        assertRefused(operation.name().toLowerCase(Locale.ROOT) + " of " + Note.class.getName() + " is refused");
    }

    @ParameterizedTest
    @EnumSource
    void soDoesABeanThatOnlySupportsTransactions(UnflushedWrite operation) {
        behind(
                afterCommit(),
                note -> template(TransactionDefinition.PROPAGATION_SUPPORTS)
                        .executeWithoutResult(status -> operation.execute(entityManager, new Note("for a"), note)));

        notes.save("a");

        assertRefused("is refused: the transaction has ended");
    }

    @ParameterizedTest
    @EnumSource
    void soDoesOneOfAFactoryThatSpringHasNotProxied(UnflushedWrite operation) {
        SessionFactory factory = application.entityManagerFactory().unwrap(SessionFactory.class);
        EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
        TransactionTemplate template = new TransactionTemplate(new JpaTransactionManager(factory));
        behind(afterCommit(), note -> operation.execute(shared, new Note("for a"), note));
        behind(afterCompletion(), note -> template.executeWithoutResult(status -> shared.persist(new Note("for a"))));

        template.executeWithoutResult(status -> shared.persist(new Note("a")));

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageStartingWith(operation.name().toLowerCase(Locale.ROOT) + " of "
                                + Note.class.getName() + " is refused: the transaction has ended"));
        failures.clear();
        assertWritten("a", "for a");
    }

    @ParameterizedTest
    @EnumSource
    void theSessionOfTheTransactionRefuses(UnflushedWrite operation) {
        Session[] session = new Session[1];
        behind(afterCommit(), note -> operation.execute(session[0], new Note("for a"), note));

        required.executeWithoutResult(status -> {
            session[0] = application.session();
            entityManager.persist(new Note("a"));
        });

        assertRefused("is refused: the transaction has ended");
    }

    @Test
    void anUpdateStatementWithoutATransactionIsRefused() {
        behind(
                afterCommit(),
                note -> entityManager.createQuery("update Note set text = 'b'").executeUpdate());

        notes.save("a");

        assertThat(failures).hasSize(1);
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void statementsOfJdbcAreCommitted() {
        JdbcTemplate jdbc = new JdbcTemplate(application.bean(DataSource.class));
        behind(afterCommit(), note -> {
            jdbc.update("update Note set text = 'b'");
            notes.save("for a");
            jdbc.update("update Note set text = 'c' where text = 'b'");
        });

        notes.save("a");

        assertWritten("c", "for a");
    }

    @Test
    void aManagerThatIsToldItsDataSourceElsewhereDoesTheSame() {
        JpaTransactionManager manager = application.bean(JpaTransactionManager.class);
        manager.setDataSource(application.bean(DataSource.class));
        behind(afterCommit(), note -> notes.save("for a"));

        notes.save("a");

        assertWritten("a", "for a");
    }

    @Test
    void anEventOfSpringThatIsPublishedAfterTheCommitIsHeard() {
        Listener listener = application.bean(Listener.class);
        behind(afterCommit(), note -> {
            application.events().publishEvent(new Published("after " + note));
            log.add("heard " + listener.heard);
        });

        notes.save("a");

        assertThat(log).containsExactly("heard []");
        assertThat(listener.heard).containsExactly("after a");
        assertWritten("a");
    }

    @Test
    void theSynchronizationsOfTheTransactionGoOnWithItsSession() {
        behind(afterCommit(), note -> notes.save("for a"));

        required.executeWithoutResult(status -> {
            Session session = application.session();
            entityManager.persist(new Note("a"));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    log.add("suspend");
                }

                @Override
                public void resume() {
                    log.add("resume");
                }

                @Override
                public void afterCommit() {
                    log.add("after commit, same " + (application.session() == session) + " "
                            + TransactionSynchronizationManager.isActualTransactionActive());
                }

                @Override
                public void afterCompletion(int status) {
                    log.add("after completion " + status);
                }
            });
        });

        assertThat(log)
                .containsExactly(
                        "suspend",
                        "resume",
                        "after commit, same true true",
                        "after completion " + TransactionSynchronization.STATUS_COMMITTED);
        assertWritten("a", "for a");
    }

    @Test
    void aTransactionInsideAnotherOneLeavesThatAlone() {
        behind(afterCommit(), note -> notes.save("for a"));

        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("outer"));
            notes.saveInNewTransaction("a");
            assertThat(application.committed()).containsExactly("a", "for a");
            entityManager.persist(new Note("outer too"));
        });

        assertWritten("a", "for a", "outer", "outer too");
    }

    @Test
    void aSessionThatIsNotThatOfSpringLeavesItsTransactionAlone() {
        behind(afterCommit(), note -> notes.save("in the transaction of Spring"));

        assertThatThrownBy(() -> required.executeWithoutResult(status -> {
                    application
                            .entityManagerFactory()
                            .unwrap(SessionFactory.class)
                            .inTransaction(session -> session.persist(new Note("a")));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertWritten("a");
    }
}
