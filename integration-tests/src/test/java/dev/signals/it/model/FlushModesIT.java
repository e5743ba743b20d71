package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class FlushModesIT {

    private final TestFactory factory;
    private Long authorId = 0L;

    FlushModesIT(Database database) {
        factory = TestFactory.of(database, Author.class, Line.class, Note.class, Tag.class);
    }

    @BeforeEach
    void anAuthor() {
        authorId = factory.saved(new Author("a")).id;
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void queriesOfReceiversFlushOnlyBeforeADeletionAndLaterOnesAsBefore() {
        List<FlushMode> modes = new ArrayList<>();
        factory.signals()
                .postInit()
                .connect(Author.class, event -> modes.add(event.session().getHibernateFlushMode()));
        factory.signals()
                .preSave()
                .connect(Author.class, event -> modes.add(event.session().getHibernateFlushMode()));
        factory.signals()
                .preDelete()
                .connect(Author.class, event -> modes.add(event.session().getHibernateFlushMode()));

        factory.inTransaction(session -> {
            Author author = session.find(Author.class, authorId);
            modes.add(session.getHibernateFlushMode());
            author.name = "b";
            session.flush();
            modes.add(session.getHibernateFlushMode());
            session.remove(author);
        });

        assertThat(modes)
                .containsExactly(FlushMode.COMMIT, FlushMode.AUTO, FlushMode.COMMIT, FlushMode.AUTO, FlushMode.AUTO);
    }

    @Test
    void manual_aQueryAfterAnIdentityRowWritesNoChange() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.find(Author.class, authorId).name = "must not be written";
            session.persist(new Line("x"));
            queryTags(session);
        });

        assertThat(log.lines()).containsExactly("pre_save Line new", "post_save Line created");
        assertThat(factory.sql("select name from Author")).isEqualTo("a");
    }

    @Test
    void manual_changesWithoutFlushAreNeitherAnnouncedNorWritten() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.find(Author.class, authorId).name = "must not be written";
        });

        assertThat(log.lines()).isEmpty();
        assertThat(factory.sql("select name from Author")).isEqualTo("a");
    }

    @Test
    void manual_anExplicitFlushAnnouncesAndWrites() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.find(Author.class, authorId).name = "b";
            session.flush();
            log.add("flushed");
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "flushed");
        assertThat(factory.sql("select name from Author")).isEqualTo("b");
    }

    @Test
    void manual_aRemovalIsAnnouncedAsDoneByTheFlushOfALaterTransaction() {
        EventLog log = EventLog.of(factory.signals());

        try (Session session = factory.sessionFactory().openSession()) {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.beginTransaction();
            session.remove(session.find(Author.class, authorId));
            session.getTransaction().commit();
            log.add("committed");
            session.beginTransaction();
            session.flush();
            session.getTransaction().commit();
        }

        assertThat(log.lines()).containsExactly("pre_delete Author EXPLICIT", "committed", "post_delete Author");
        assertThat(factory.count("Author")).isZero();
    }

    @Test
    void manual_whatAReceiverPersistsInAnExplicitFlushIsNotLost() {
        factory.signals()
                .postSave()
                .connect(Line.class, event -> event.session().persist(new Note("from receiver")));

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line("a"));
            session.flush();
        });

        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void manual_anotherIdentityRowOfAReceiverIsAnnouncedToo() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().postSave().connect(Line.class, event -> {
            if (event.instance().text.equals("a")) {
                event.session().persist(new Line("b"));
            }
        });

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line("a"));
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Line new", "post_save Line created", "pre_save Line new", "post_save Line created");
        assertThat(factory.count("Line")).isEqualTo(2);
    }

    @Test
    void commit_aQueryAfterAnIdentityRowWritesNoChangeYet() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.COMMIT);
            session.find(Author.class, authorId).name = "b";
            session.persist(new Line("x"));
            factory.statements().clear();
            queryTags(session);
            log.add("queried");
            assertThat(factory.statements().writes()).isEmpty();
        });

        assertThat(log.lines()).contains("post_save Line created").endsWith("pre_save Author", "post_save Author");
        assertThat(factory.sql("select name from Author")).isEqualTo("b");
    }

    @Test
    void commit_aQueryOfTheOwnTableAnnouncesNothing() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.COMMIT);
            session.find(Author.class, authorId).name = "b";
            session.createSelectionQuery("from Author", Author.class).getResultList();
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("queried", "pre_save Author", "post_save Author");
    }

    @Test
    void auto_anUnrelatedQueryAfterAnIdentityRowWritesNoChangeYet() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Author.class, authorId).name = "b";
            session.persist(new Line("x"));
            factory.statements().clear();
            queryTags(session);
            log.add("queried");
            assertThat(factory.statements().writes()).isEmpty();
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Line new",
                        "post_save Line created",
                        "queried",
                        "pre_save Author",
                        "post_save Author");
    }

    @Test
    void always_anUnrelatedQueryAnnouncesAndWrites() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.ALWAYS);
            session.find(Author.class, authorId).name = "b";
            queryTags(session);
            log.add("queried");
        });

        assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author", "queried");
    }

    @Test
    void anIdentityRowIsAnnouncedAlthoughTheSessionWasCleared() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.persist(new Line("x"));
            session.clear();
            log.add("cleared");
        });

        assertThat(log.lines()).containsExactly("pre_save Line new", "cleared", "post_save Line created");
    }

    private static void queryTags(Session session) {
        session.createSelectionQuery("from Tag", Tag.class).getResultList();
    }
}
