package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Listener;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.spring.SpringApplication.Notes;
import dev.signals.it.spring.SpringApplication.Published;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.jpa.ExtendedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring puts around Hibernate: its transactions, proxies and events. */
@OnEveryDatabase
class SpringTransactionsIT {

    private final SpringApplication application;
    private final EntityManager entityManager;
    private final TransactionTemplate required;
    private final FactorySignals signals;
    private final List<String> log = new ArrayList<>();

    SpringTransactionsIT(Database database) {
        application = new SpringApplication(database, Listener.class);
        entityManager = application.entityManager();
        required = application.required();
        signals = application.signals();
    }

    @AfterEach
    void close() {
        application.close();
    }

    private void logAll() {
        signals.preSave().connect(Note.class, event -> log.add("saving " + event.instance()));
        signals.postSave().connect(Note.class, event -> log.add("saved " + event.instance()));
        signals.postSave().connect(Note.class, event -> log.add("before commit " + event.instance()), beforeCommit());
        signals.postSave().connect(Note.class, event -> log.add("committed " + application.committed()), afterCommit());
        signals.postSave().connect(Note.class, event -> log.add("rolled back " + event.instance()), afterRollback());
    }

    private static <T> T veto() {
        throw new IllegalStateException("veto");
    }

    @Test
    void theProxyOfTheFactoryLeadsToTheSignalsOfTheFactory() {
        SessionFactory factory = application.entityManagerFactory().unwrap(SessionFactory.class);

        assertThat(ModelSignals.of(application.entityManagerFactory())).isSameAs(ModelSignals.of(factory));
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aSharedEntityManagerAnnouncesInTheTransactionOfTheThread() {
        logAll();

        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            log.add("-");
        });
        required.executeWithoutResult(
                status -> entityManager.createQuery("from Note", Note.class).getSingleResult().text = "b");

        assertThat(log)
                .containsExactly(
                        "saving a",
                        "-",
                        "saved a",
                        "before commit a",
                        "committed [a]",
                        "saving b",
                        "saved b",
                        "before commit b",
                        "committed [b]");
        assertThat(application.committed()).containsExactly("b");
    }

    @Test
    void anExtendedEntityManagerAnnouncesInTheTransactionThatItJoins() {
        logAll();
        EntityManager extended =
                ExtendedEntityManagerCreator.createContainerManagedEntityManager(application.entityManagerFactory());

        extended.persist(new Note("a"));
        log.add("-");
        required.executeWithoutResult(status -> extended.joinTransaction());

        assertThat(log).containsExactly("saving a", "-", "saved a", "before commit a", "committed [a]");
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void aReadOnlyTransactionAnnouncesNothingThatItDoesNotWrite() {
        required.executeWithoutResult(status -> entityManager.persist(new Note("a")));
        logAll();
        required.setReadOnly(true);

        required.executeWithoutResult(status -> {
            Note note = entityManager.createQuery("from Note", Note.class).getSingleResult();
            note.text = "changed";
            assertThat(entityManager
                            .createQuery("from Note where text = 'changed'", Note.class)
                            .getResultList())
                    .isEmpty();
        });

        assertThat(log).isEmpty();
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void aReadOnlyTransactionAnnouncesNoMoreThanThePersistThatItForgets() {
        logAll();
        required.setReadOnly(true);

        // PostgreSQL refuses the next value of a sequence
        catchThrowable(() -> required.executeWithoutResult(status -> entityManager.persist(new Note("a"))));

        assertThat(log).containsExactly("saving a");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aReadOnlyTransactionThatJoinsAnotherWritesAndAnnouncesWithIt() {
        logAll();
        TransactionTemplate readOnly = application.required();
        readOnly.setReadOnly(true);

        required.executeWithoutResult(
                outer -> readOnly.executeWithoutResult(inner -> entityManager.persist(new Note("a"))));

        assertThat(log).containsExactly("saving a", "saved a", "before commit a", "committed [a]");
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void aReceiverThatFailsInPersistRollsBackAndIsHeardOfUnchanged() {
        signals.postSave().connect(Note.class, event -> log.add("rolled back " + event.instance()), afterRollback());
        signals.preSave().connect(Note.class, event -> {
            if (event.instance().text.equals("b")) {
                veto();
            }
        });

        assertThatThrownBy(() -> required.executeWithoutResult(status -> {
                    entityManager.persist(new Note("a"));
                    entityManager.flush();
                    entityManager.persist(new Note("b"));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("veto");

        assertThat(log).containsExactly("rolled back a");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aReceiverThatFailsInTheFlushOfTheCommitRollsBack() {
        logAll();
        signals.postSave().connect(Note.class, event -> veto());

        assertThatThrownBy(() -> required.executeWithoutResult(status -> entityManager.persist(new Note("a"))))
                .hasStackTraceContaining("veto");

        assertThat(log).contains("saved a", "rolled back a").noneMatch(line -> line.startsWith("committed"));
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aReceiverThatFailsBeforeTheCommitRollsBack() {
        logAll();
        signals.postSave().connect(Note.class, event -> veto(), beforeCommit());

        assertThatThrownBy(() -> required.executeWithoutResult(status -> entityManager.persist(new Note("a"))))
                .hasStackTraceContaining("veto");

        assertThat(log).containsExactly("saving a", "saved a", "before commit a", "rolled back a");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aReceiverThatFailsAfterTheCommitIsHeardOfByNobody() {
        signals.postSave().connect(Note.class, event -> veto(), afterCommit());
        logAll();

        required.executeWithoutResult(status -> entityManager.persist(new Note("a")));

        assertThat(log).containsExactly("saving a", "saved a", "before commit a", "committed [a]");
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void aReceiverAfterTheCommitMayCallABeanWithATransactionOfItsOwn() {
        Notes notes = application.bean(Notes.class);
        signals.postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.instance().text.equals("a")) {
                                notes.saveInNewTransaction("for a");
                            }
                        },
                        afterCommit());
        logAll();

        notes.save("a");

        assertThat(log)
                .containsExactly(
                        "saving a",
                        "saved a",
                        "before commit a",
                        "saving for a",
                        "saved for a",
                        "before commit for a",
                        "committed [a, for a]",
                        "committed [a, for a]");
        assertThat(application.committed()).containsExactly("a", "for a");
    }

    @Test
    void aReceiverAfterTheCommitMayWriteInANewTransactionOfTheEvent() {
        signals.postSave()
                .connect(
                        Note.class,
                        event -> {
                            if (event.created()) {
                                event.inNewTransaction((session, note) -> note.text += "!");
                            }
                        },
                        afterCommit());

        application.bean(Notes.class).save("a");

        assertThat(application.committed()).containsExactly("a!");
    }

    @Test
    void aReceiverMayCallABeanThatJoinsItsTransaction() {
        Notes notes = application.bean(Notes.class);
        signals.postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("a")) {
                notes.save("for a");
            }
        });
        logAll();

        required.executeWithoutResult(status -> {
            notes.save("a");
            log.add("-");
        });

        assertThat(log)
                .containsExactly(
                        "saving a",
                        "-",
                        "saving for a",
                        "saved a",
                        "saved for a",
                        "before commit a",
                        "before commit for a",
                        "committed [a, for a]",
                        "committed [a, for a]");
        assertThat(application.committed()).containsExactly("a", "for a");
    }

    @Test
    void synchronizationsOfSpringLieAroundThePhases() {
        logAll();

        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    log.add("Spring before commit");
                    entityManager.persist(new Note("b"));
                }

                @Override
                public void afterCommit() {
                    log.add("Spring after commit");
                }
            });
        });

        assertThat(log)
                .containsExactly(
                        "saving a",
                        "Spring before commit",
                        "saving b",
                        "saved a",
                        "saved b",
                        "before commit a",
                        "before commit b",
                        "committed [a, b]",
                        "committed [a, b]",
                        "Spring after commit");
        assertThat(application.committed()).containsExactly("a", "b");
    }

    @Test
    void aReceiverMayPublishEventsOfSpringThatWaitForTheCommit() {
        ApplicationEventPublisher events = application.events();
        Listener listener = application.bean(Listener.class);
        signals.postSave().connect(Note.class, event -> events.publishEvent(new Published(event.instance().text)));

        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            entityManager.flush();
            assertThat(listener.heard).isEmpty();
        });
        required.executeWithoutResult(status -> {
            entityManager.persist(new Note("b"));
            entityManager.flush();
            status.setRollbackOnly();
        });

        assertThat(listener.heard).containsExactly("a");
        assertThat(application.committed()).containsExactly("a");
    }

    @Test
    void theSessionOfTheEventIsTheOneOfTheTransaction() {
        signals.postSave().connect(Note.class, event -> log.add("same " + (event.session() == application.session())));

        required.executeWithoutResult(status -> entityManager.persist(new Note("a")));

        assertThat(log).containsExactly("same true");
        assertThat(application.committed()).containsExactly("a");
    }
}
