package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterCompletion;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.RollbackException;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver that marks the transaction for rollback gets a rollback, whenever it does so. */
@OnEveryDatabase
class RollbackOnlyIT {

    /** The transaction it is updated in is marked by a JPA callback, which is no receiver. */
    @Entity(name = "Marking")
    static class Marking {
        @Id
        Long id = 1L;

        String text;

        transient Runnable mark = () -> {};

        @PreUpdate
        void updating() {
            mark.run();
        }
    }

    private final Database database;
    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    RollbackOnlyIT(Database database) {
        this.database = database;
        factory = TestFactory.of(
                database,
                Stream.concat(Arrays.stream(Zoo.entities()), Stream.of(Marking.class))
                        .toArray(Class<?>[]::new));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** The ways there are. */
    enum Mark {
        SET_ROLLBACK_ONLY(session -> session.getTransaction().setRollbackOnly()),
        MARK_ROLLBACK_ONLY(session -> session.getTransaction().markRollbackOnly()),
        ENTITY_TRANSACTION(session -> ((EntityManager) session).getTransaction().setRollbackOnly()),
        SESSION(session -> ((SharedSessionContractImplementor) session).markForRollbackOnly());

        private final Consumer<Session> way;

        Mark(Consumer<Session> way) {
            this.way = way;
        }

        void set(ModelEvent<?> event) {
            way.accept(event.session());
        }
    }

    private static void mark(ModelEvent<?> event) {
        Mark.SET_ROLLBACK_ONLY.set(event);
    }

    private void logEnds() {
        factory.signals().changed().connect(event -> log.add("changed"));
        factory.signals().postSave().connect(event -> log.add("committed"), afterCommit());
        factory.signals().postSave().connect(event -> log.add("rolled back"), afterRollback());
        factory.signals().postSave().connect(event -> log.add("completed"), afterCompletion());
    }

    private void assertRolledBack(Consumer<Session> work) {
        logEnds();

        assertThatThrownBy(() -> factory.inTransaction(work))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("marked");

        assertThat(log).contains("rolled back", "completed").doesNotContain("committed", "changed");
        assertThat(factory.count("Note")).isZero();
        assertThat(factory.count("Article")).isZero();
        assertThat(factory.count("Line")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkInAFlushRollsBackAsWithoutThisLibrary(Mark mark) {
        logEnds();
        factory.signals().postSave().connect(Note.class, mark::set);

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.flush();
        });

        assertThat(log).containsExactly("rolled back", "completed");
        assertThat(factory.count("Note")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkInTheFlushOfTheCommitRollsBack(Mark mark) {
        factory.signals().postSave().connect(Note.class, mark::set);

        assertRolledBack(session -> session.persist(new Note("a")));
    }

    @ParameterizedTest
    @EnumSource
    void aMarkBeforeTheCommitRollsBack(Mark mark) {
        factory.signals().postSave().connect(Note.class, mark::set, beforeCommit());

        assertRolledBack(session -> {
            session.persist(new Note("a"));
            session.flush();
        });
    }

    @Test
    void aMarkBeforeAnUpdateRollsBack() {
        Tag tag = factory.saved(new Tag());
        factory.signals().preSave().connect(Article.class, event -> {
            if (!event.isNew()) {
                mark(event);
            }
        });

        assertRolledBack(session -> {
            Article article = new Article("a");
            session.persist(article);
            session.flush();
            article.title = "b";
            article.tags.add(session.find(Tag.class, tag.id));
        });
    }

    @Test
    void aMarkByAReceiverOfACollectionRollsBack() {
        factory.signals().m2mChanged().connect(Article.class, RollbackOnlyIT::mark);

        assertRolledBack(session -> {
            Article article = new Article("a");
            Tag tag = new Tag();
            session.persist(tag);
            article.tags.add(tag);
            session.persist(article);
        });
    }

    @Test
    void aMarkByAReceiverOfTheNetChangeRollsBack() {
        factory.signals().changed().connect(Note.class, RollbackOnlyIT::mark, beforeCommit());

        assertRolledBack(session -> session.persist(new Note("a")));
    }

    @Test
    void aMarkAfterADeletionRollsBack() {
        Note note = factory.saved(new Note("a"));
        factory.signals().postDelete().connect(Note.class, RollbackOnlyIT::mark);

        assertThatThrownBy(() -> factory.inTransaction(session -> session.remove(session.find(Note.class, note.id))))
                .isInstanceOf(TransactionException.class);

        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void aMarkByAHookRollsBackAndEndsTheOthersBeforeTheCommit() {
        assertRolledBack(session -> {
            session.persist(new Note("a"));
            session.flush();
            TransactionHooks.at(
                    session,
                    TransactionPhase.BEFORE_COMMIT,
                    () -> session.getTransaction().setRollbackOnly());
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("committed"));
        });
    }

    @Test
    void aMarkInWhatAReceiverBeforeTheCommitWritesRollsBack() {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> event.session().persist(new Article("x")), beforeCommit());
        factory.signals().postSave().connect(Article.class, RollbackOnlyIT::mark);

        assertRolledBack(session -> session.persist(new Note("a")));
    }

    @Test
    void aMarkInWhatASynchronizationWritesRollsBack() {
        factory.signals().postSave().connect(Article.class, RollbackOnlyIT::mark);

        assertRolledBack(session -> {
            session.persist(new Note("a"));
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    session.persist(new Article("b"));
                    session.flush();
                }

                @Override
                public void afterCompletion(int status) {}
            });
        });
    }

    @Test
    void aMarkInAChildSessionThatTheCommitFlushesRollsBack() {
        factory.signals().postSave().connect(Article.class, RollbackOnlyIT::mark);
        Session[] child = new Session[1];

        assertRolledBack(session -> {
            session.persist(new Note("a"));
            child[0] = session.sessionWithOptions().connection().openSession();
            child[0].persist(new Article("b"));
        });
        child[0].close();
    }

    @Test
    void aMarkInFlushModeManualRollsBack() {
        factory.signals().postSave().connect(Line.class, RollbackOnlyIT::mark);

        assertRolledBack(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line("by persist itself"));
        });
    }

    @Test
    void aMarkInAStatelessSessionRollsBack() {
        assumeThatStatelessSessionsAreTold();
        logEnds();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> event.statelessSession()
                                .orElseThrow()
                                .getTransaction()
                                .setRollbackOnly(),
                        beforeCommit());

        assertThatThrownBy(
                        () -> factory.sessionFactory().inStatelessTransaction(session -> session.insert(new Note("a"))))
                .isInstanceOf(TransactionException.class);

        assertThat(log).containsExactly("rolled back", "completed");
        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void theExceptionOfAReceiverThatAnotherOneSwallowsRollsBackTheCommitToo() {
        factory.signals().preSave().connect(Article.class, event -> {
            throw new IllegalStateException("veto");
        });
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> assertThatThrownBy(() -> event.session().persist(new Article("b")))
                                .hasMessage("veto"));

        assertRolledBack(session -> session.persist(new Note("a")));
    }

    @Test
    void theSessionGoesOnWithItsNextTransaction() {
        factory.signals().postSave().connect(Note.class, event -> {
            if (event.instance().text.equals("a")) {
                mark(event);
            }
        });
        logEnds();
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("a"));
            assertThatThrownBy(() -> session.getTransaction().commit())
                    .isInstanceOf(TransactionException.class)
                    .hasMessageContaining("post_save of " + Note.class.getName() + "#1");
            session.beginTransaction();
            session.persist(new Note("b"));
            session.getTransaction().commit();
        }

        assertThat(log).containsExactly("rolled back", "completed", "changed", "committed", "completed");
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void theMessageSaysWhoWasCalledAndWhatToDoInstead() throws IOException {
        factory.signals().postSave().connect(Article.class, RollbackOnlyIT::mark);

        Throwable refusal = catchThrowable(() -> factory.inTransaction(session -> session.persist(new Article("a"))));

        ErrorsPage.assertListed(Zoo.class, "rollback-in-the-commit", refusal.getMessage());
    }

    @Test
    void inAPersistenceUnitTheExceptionIsTheCauseOfThatOfTheCommit() {
        try (TestDatabase own = database.create()) {
            PersistenceConfiguration unit = new PersistenceConfiguration("unit");
            own.settings().forEach(unit::property);
            unit.property("jakarta.persistence.schema-generation.database.action", "create");
            unit.managedClass(Note.class);
            try (var emf = unit.createEntityManagerFactory()) {
                FactorySignals signals = ModelSignals.of(emf);
                signals.postSave().connect(Note.class, RollbackOnlyIT::mark);
                signals.postSave().connect(Note.class, event -> log.add("committed"), afterCommit());
                signals.postSave().connect(Note.class, event -> log.add("rolled back"), afterRollback());

                assertThatThrownBy(() -> emf.runInTransaction(em -> em.persist(new Note("a"))))
                        .isInstanceOf(RollbackException.class)
                        .cause()
                        .isInstanceOf(TransactionException.class)
                        .hasMessageContaining("marked the transaction for rollback");

                assertThat(log).containsExactly("rolled back");
                Long rows = emf.callInTransaction(em ->
                        em.createQuery("select count(*) from Note", Long.class).getSingleResult());
                assertThat(rows).isZero();
            }
        }
    }

    /** Hibernate commits then; receivers change nothing about it. */
    @Test
    void aMarkOfACallbackInTheFlushOfTheCommitMeansWhatItMeansToHibernate() {
        assumeBefore80("lets no callback use its session");
        logEnds();
        factory.signals().postSave().connect(Marking.class, event -> log.add("before commit"), beforeCommit());

        assertThatCode(() -> factory.inTransaction(session -> {
                    Marking marking = new Marking();
                    session.persist(marking);
                    session.persist(new Note("a"));
                    session.flush();
                    marking.text = "changed";
                    marking.mark = () -> session.getTransaction().setRollbackOnly();
                    TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("hook"));
                }))
                .doesNotThrowAnyException();

        assertThat(log).contains("before commit", "hook", "committed").doesNotContain("rolled back");
        assertThat(factory.count("Note")).isEqualTo(1);
    }
}
