package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.PRE_SAVE;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceConfiguration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that fail, go on, are closed early or overlap. */
@OnEveryDatabase
class SessionLifecycleIT {

    private static final Class<?>[] ENTITIES = {Author.class, Category.class, Line.class, Note.class};

    private final Database database;
    private final TestFactory factory;

    SessionLifecycleIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anEntityManagerClosedBeforeTheCommitAnnouncesAsOtherwise() {
        EventLog log = new EventLog();

        withEntityManagers(entityManagers -> {
            FactorySignals signals = ModelSignals.of(entityManagers);
            signals.postSave().connect(Note.class, event -> {
                log.add(event);
                event.instance().text = "by receiver";
            });
            signals.postSave()
                    .connect(Note.class, event -> log.add("committed " + event.instance().text), afterCommit());
            commitAfterClose(entityManagers, new Note("a"));

            assertThat(entityManagers.<String>callInTransaction(entityManager -> entityManager
                            .createQuery("select text from Note", String.class)
                            .getSingleResult()))
                    .isEqualTo("by receiver");
        });

        assertThat(log.lines())
                .containsExactly(
                        "post_save Note created", "post_save Note", "committed by receiver", "committed by receiver");
    }

    @Test
    void aReceiverThatThrowsAfterTheEntityManagerWasClosedRollsBack() {
        withEntityManagers(entityManagers -> {
            ModelSignals.of(entityManagers).postSave().connect(Note.class, event -> {
                throw new IllegalStateException("refused");
            });

            assertThatThrownBy(() -> commitAfterClose(entityManagers, new Note("a")))
                    .hasStackTraceContaining("refused");

            assertThat(entityManagers.<Long>callInTransaction(entityManager -> entityManager
                            .createQuery("select count(n) from Note n", Long.class)
                            .getSingleResult()))
                    .isZero();
        });
    }

    @Test
    void afterAUniqueViolationTheSameSessionAnnouncesOnlyWhatIsNew() {
        factory.saved(new Category("taken"));
        EventLog log = EventLog.of(factory.signals());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("lost"));
            session.persist(new Category("taken"));
            assertThat(catchThrowable(() -> session.getTransaction().commit())).isNotNull();
            rollBack(session);
            log.add("again");
            session.beginTransaction();
            session.persist(new Note("kept"));
            session.getTransaction().commit();
        }

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Note new",
                        "pre_save Category new",
                        "again",
                        "pre_save Note new",
                        "post_save Note created");
    }

    @Test
    void anIdentityRowBeforeAFailedFlushIsNotAnnouncedLater() {
        factory.saved(new Category("taken"));
        EventLog log = EventLog.of(factory.signals());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Line("lost"));
            session.persist(new Category("taken"));
            assertThat(catchThrowable(session::flush)).isNotNull();
            rollBack(session);
            log.add("again");
            session.beginTransaction();
            session.persist(new Line("kept"));
            session.getTransaction().commit();
        }

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Line new",
                        "pre_save Category new",
                        "again",
                        "pre_save Line new",
                        "post_save Line created");
    }

    @Test
    void afterARollbackTheSameChangeIsAnnouncedAgain() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.find(Author.class, author.id).name = "b";
            session.flush();
            rollBack(session);
            log.add("again");
            session.beginTransaction();
            session.find(Author.class, author.id).name = "b";
            session.getTransaction().commit();
        }

        assertThat(log.lines())
                .containsExactly("pre_save Author", "post_save Author", "again", "pre_save Author", "post_save Author");
    }

    @Test
    void afterAReceiverThrewInAQueryTheSameSessionGoesOn() {
        Author author = factory.saved(new Author("a"));
        AtomicBoolean refusing = new AtomicBoolean(true);
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Author.class, event -> {
            if (refusing.getAndSet(false)) {
                throw new IllegalStateException("refused");
            }
            log.add(event.instance().name);
        });

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.find(Author.class, author.id).name = "lost";
            assertThatThrownBy(() -> session.createSelectionQuery("from Author", Author.class)
                            .getResultList())
                    .hasStackTraceContaining("refused");
            rollBack(session);
            session.beginTransaction();
            session.find(Author.class, author.id).name = "kept";
            session.getTransaction().commit();
        }

        assertThat(log.lines()).containsExactly("kept");
    }

    @Test
    void aCommitThatRollsBackSilentlyCallsNoAfterCommitReceiver() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> log.add("called"), afterCommit());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("a"));
            session.flush();
            session.getTransaction().setRollbackOnly();
            session.getTransaction().commit();
        }

        assertThat(factory.count("Note")).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anAfterCommitReceiverMayCloseTheSession() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> event.onCommit(event.session()::close));
        factory.signals().postSave().connect(Note.class, event -> log.add("second"), afterCommit());
        Session session = factory.sessionFactory().openSession();

        session.beginTransaction();
        session.persist(new Note("a"));
        session.getTransaction().commit();

        assertThat(session.isOpen()).isFalse();
        assertThat(log.lines()).containsExactly("second");
    }

    @Test
    void interleavedSessionsAnnounceEachItsOwn() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> log.add(event.instance().text));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("committed " + event.instance().text), afterCommit());

        try (Session first = factory.sessionFactory().openSession();
                Session second = factory.sessionFactory().openSession()) {
            first.beginTransaction();
            second.beginTransaction();
            first.persist(new Note("first 1"));
            second.persist(new Note("second 1"));
            first.flush();
            second.merge(new Note("second 2"));
            first.merge(new Note("first 2"));
            second.getTransaction().rollback();
            first.getTransaction().commit();
        }

        assertThat(log.lines()).containsExactly("first 1", "first 2", "committed first 1", "committed first 2");
    }

    @Test
    void aReceiverMayUseAnotherFactory() {
        EventLog log = new EventLog();
        try (TestFactory other = TestFactory.of(database, ENTITIES);
                Connection everywhere = PRE_SAVE.connect(Note.class, event -> log.add(event.instance().text))) {
            factory.signals().postSave().connect(Note.class, event -> {
                other.inTransaction(session -> session.merge(new Note("copy")));
                log.add("saved");
            });

            factory.inTransaction(session -> session.persist(new Note("original")));

            assertThat(everywhere.isConnected()).isTrue();
            assertThat(other.count("Note")).isEqualTo(1);
        }

        assertThat(log.lines()).containsExactly("original", "copy", "saved");
    }

    @Test
    void aRemovedDetachedEntityIsAnnounced() {
        Author author = factory.saved(new Author("a"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.remove(author));

        assertThat(log.lines()).containsExactly("pre_delete Author EXPLICIT", "post_delete Author");
        assertThat(factory.count("Author")).isZero();
    }

    private static void rollBack(Session session) {
        if (session.getTransaction().isActive()) {
            session.getTransaction().rollback();
        }
        session.clear();
    }

    private static void commitAfterClose(EntityManagerFactory entityManagers, Object entity) {
        EntityManager entityManager = entityManagers.createEntityManager();
        EntityTransaction transaction = entityManager.getTransaction();
        transaction.begin();
        entityManager.persist(entity);
        entityManager.close();
        transaction.commit();
    }

    private void withEntityManagers(Consumer<EntityManagerFactory> work) {
        try (TestDatabase own = database.create();
                EntityManagerFactory entityManagers = new PersistenceConfiguration("notes")
                        .properties(own.settings())
                        .property("hibernate.hbm2ddl.auto", "create-only")
                        .managedClass(Note.class)
                        .createEntityManagerFactory()) {
            work.accept(entityManagers);
        }
    }
}
