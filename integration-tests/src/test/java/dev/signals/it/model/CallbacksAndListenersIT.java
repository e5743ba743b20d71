package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static dev.signals.it.support.TestedHibernate.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Family.Child;
import dev.signals.it.model.Family.Parent;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Next to what else Hibernate calls: callbacks and event listeners. */
@OnEveryDatabase
class CallbacksAndListenersIT {

    private static final Class<?>[] ENTITIES = {Diary.class, Parent.class, Child.class, Note.class, Category.class};

    /** Writes down its callbacks. */
    @Entity(name = "Diary")
    static class Diary {
        @Id
        @GeneratedValue
        Long id;

        String title;
        String remark;

        @Transient
        List<String> calls = new ArrayList<>();

        @Transient
        Runnable afterInsert = () -> {};

        @PrePersist
        void prePersist() {
            calls.add("@PrePersist " + remark);
        }

        @PostPersist
        void postPersist() {
            calls.add("@PostPersist");
            afterInsert.run();
        }

        @PreUpdate
        void preUpdate() {
            calls.add("@PreUpdate " + remark);
            remark = "by callback";
        }

        @PostUpdate
        void postUpdate() {
            calls.add("@PostUpdate");
        }
    }

    private final Database database;
    private final TestFactory factory;

    CallbacksAndListenersIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aNewEntityIsAnnouncedAroundItsCallbacks() {
        factory.signals().preSave().connect(Diary.class, event -> {
            event.instance().calls.add("PRE_SAVE");
            event.instance().remark = "by receiver";
        });
        factory.signals()
                .postSave()
                .connect(Diary.class, event -> event.instance().calls.add("POST_SAVE"));

        Diary diary = factory.saved(new Diary());

        assertThat(diary.calls).containsExactly("PRE_SAVE", "@PrePersist by receiver", "@PostPersist", "POST_SAVE");
    }

    @Test
    void aChangedEntityIsAnnouncedAroundItsCallbacks() {
        Diary saved = factory.saved(new Diary());
        factory.signals().preSave().connect(Diary.class, event -> {
            event.instance().calls.add("PRE_SAVE");
            event.instance().remark = "by receiver";
        });
        factory.signals()
                .postSave()
                .connect(Diary.class, event -> event.instance().calls.add("POST_SAVE " + event.instance().remark));

        Diary changed = factory.fromTransaction(session -> {
            Diary diary = session.find(Diary.class, saved.id);
            diary.title = "x";
            return diary;
        });

        assertThat(changed.calls)
                .containsExactly("PRE_SAVE", "@PreUpdate by receiver", "@PostUpdate", "POST_SAVE by callback");
        assertThat(factory.statements().writes()).containsExactly("update diary");
        assertThat(factory.sql("select remark from Diary")).isEqualTo("by callback");
    }

    @Test
    void aCallbackThatQueriesInsideTheFlushCallsNoReceiverThere() {
        assumeBefore80("lets no callback use its session");
        List<String> calls = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(Diary.class, event -> calls.add(event.instance().title + ", inside " + event.insideFlush()));

        factory.inTransaction(session -> {
            for (String title : List.of("1", "2", "3")) {
                Diary diary = new Diary();
                diary.title = title;
                diary.afterInsert = () -> countCategories(session);
                session.persist(diary);
            }
        });

        assertThat(calls).containsExactly("1, inside false", "2, inside false", "3, inside false");
        assertThat(factory.statements().writes()).containsExactly("insert diary", "insert diary", "insert diary");
    }

    @Test
    void aListenerThatQueriesInsideTheFlushCallsNoReceiverThere() {
        append(new PostInsertEventListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onPostInsert(PostInsertEvent event) {
                session(event)
                        .createSelectionQuery("select count(*) from Category", Long.class)
                        .getSingleResult();
            }

            @Override
            public boolean requiresPostCommitHandling(EntityPersister persister) {
                return false;
            }
        });
        List<String> calls = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(Note.class, event -> calls.add(event.instance().text + ", inside " + event.insideFlush()));

        factory.inTransaction(session -> {
            session.persist(new Note("1"));
            session.persist(new Note("2"));
            session.persist(new Note("3"));
        });

        assertThat(calls).containsExactly("1, inside false", "2, inside false", "3, inside false");
        assertThat(factory.statements().writes()).containsExactly("insert note", "insert note", "insert note");
    }

    @Test
    void whatACallbackPersistsInsideTheCascadeIsAnnouncedOnce() {
        assumeBefore80("lets no callback use its session");
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> compared.inTransaction(session -> {
                    Parent parent = new Parent();
                    parent.beforeChild = () -> session.persist(new Note("by callback"));
                    for (int i = 0; i < 2; i++) {
                        Child child = new Child();
                        child.parent = parent;
                        parent.children.add(child);
                    }
                    session.persist(parent);
                    log.add("persisted");
                }),
                ENTITIES);

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .containsExactly(
                        "pre_save Parent new",
                        "pre_save Child new",
                        "pre_save Child new",
                        "pre_save Note new",
                        "pre_save Note new",
                        "persisted",
                        "post_save Parent created",
                        "post_save Note created",
                        "post_save Child created",
                        "post_save Note created",
                        "post_save Child created");
    }

    private void append(PostInsertEventListener listener) {
        factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .getEventListenerGroup(EventType.POST_INSERT)
                .appendListener(listener);
    }

    private static void countCategories(Session session) {
        session.createSelectionQuery("select count(*) from Category", Long.class)
                .getSingleResult();
    }
}
