package dev.signals.it.model;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class ChangedIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    ChangedIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void logAll() {
        factory.signals().changed().connect(event -> log.add(EventLog.line(event)));
    }

    private Note savedNote(String text) {
        return factory.saved(new Note(text));
    }

    @Test
    void severalSavesOfATransactionAreOneNetChange() {
        Note note = savedNote("a");
        logAll();

        factory.inTransaction(session -> {
            Note managed = session.find(Note.class, note.id);
            managed.text = "b";
            session.flush();
            managed.text = "c";
            session.flush();
            log.add("-");
        });

        assertThat(log).containsExactly("-", "UPDATED Note 2x text a->c");
    }

    @Test
    void aCreatedEntityThatIsChangedLaterIsCreatedWithItsFinalState() {
        logAll();

        factory.inTransaction(session -> {
            Note note = new Note("a");
            session.persist(note);
            session.flush();
            note.text = "b";
        });

        assertThat(log).containsExactly("CREATED Note 2x text null->b");
    }

    @Test
    void aDeletedEntityTellsWhatItWasBeforeTheTransaction() {
        Note note = savedNote("a");
        logAll();

        factory.inTransaction(session -> {
            Note managed = session.find(Note.class, note.id);
            managed.text = "b";
            session.flush();
            session.remove(managed);
        });

        assertThat(log).containsExactly("DELETED Note 1x text a->null");
    }

    @Test
    void whatComesToNothingIsNotSent() {
        Note note = savedNote("a");
        logAll();

        factory.inTransaction(session -> {
            Note created = new Note("x");
            session.persist(created);
            session.flush();
            session.remove(created);
            Note managed = session.find(Note.class, note.id);
            managed.text = "b";
            session.flush();
            managed.text = "a";
        });

        assertThat(log).isEmpty();
    }

    @Test
    void aDeletedEntityThatIsPersistedAgainIsUpdated() {
        factory.inTransaction(session -> {
            Category category = new Category("c");
            category.text = "a";
            session.persist(category);
        });
        logAll();

        factory.inTransaction(session -> {
            session.remove(session.find(Category.class, "c"));
            session.flush();
            Category again = new Category("c");
            again.text = "b";
            session.persist(again);
        });

        assertThat(log).containsExactly("UPDATED Category 1x text a->b");
    }

    @Test
    void whatAReceiverDeletesAndPersistsAgainInFlushesOfItsOwnIsToldInThatOrder() {
        factory.inTransaction(session -> session.persist(new Category("c")));
        logAll();
        factory.signals().postSave().connect(Category.class, event -> log.add("post_save Category"));
        factory.signals().postDelete().connect(Category.class, event -> log.add("post_delete Category"));
        factory.signals().postSave().connect(Note.class, event -> {
            event.session().remove(event.session().find(Category.class, "c"));
            event.session().flush();
            Category again = new Category("c");
            again.text = "new";
            event.session().persist(again);
            event.session().flush();
        });

        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(log)
                .containsExactly(
                        "post_delete Category",
                        "post_save Category",
                        "CREATED Note 1x text null->a",
                        "UPDATED Category 1x text null->new");
    }

    @Test
    void aRollbackSendsNothingAndLeavesNothingForTheNextTransaction() {
        logAll();
        factory.signals().changed().connect(event -> log.add("before commit"), beforeCommit());

        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("lost"));
            session.flush();
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.persist(new Note("kept"));
            session.getTransaction().commit();
        }

        assertThat(log).containsExactly("before commit", "CREATED Note 1x text null->kept");
    }

    @Test
    void entitiesComeInTheOrderOfTheirFirstWrite() {
        logAll();

        factory.inTransaction(session -> {
            session.persist(new Author("first"));
            session.flush();
            session.persist(new Note("second"));
            session.flush();
            session.createSelectionQuery("from Author", Author.class).getSingleResult().name = "still first";
        });

        assertThat(log)
                .containsExactly(
                        "CREATED Author 2x name null->still first revision null->0",
                        "CREATED Note 1x text null->second");
    }

    @Test
    void beforeTheCommitReceiversMayWriteAndWhatTheyWriteIsToldToo() {
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> {
                            event.session().persist(new Note("about " + event.instance().title));
                            event.instance().slug = "slug";
                        },
                        beforeCommit());
        factory.signals()
                .changed()
                .connect(Note.class, event -> log.add("before " + EventLog.line(event)), beforeCommit());
        logAll();

        factory.inTransaction(session -> session.persist(new Article("t")));

        assertThat(log)
                .containsExactly(
                        "before CREATED Note 1x text null->about t",
                        "CREATED Article 2x slug null->slug title null->t",
                        "CREATED Note 1x text null->about t");
    }

    @Test
    void anExceptionBeforeTheCommitRollsBackAndOneAfterItDoesNot() {
        factory.signals()
                .changed()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("veto");
                        },
                        filter(event -> event.instance().text.equals("bad")),
                        beforeCommit());
        factory.signals().changed().connect(Note.class, event -> {
            throw new IllegalStateException("logged");
        });
        logAll();

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("bad"))))
                .hasStackTraceContaining("veto");
        factory.inTransaction(session -> session.persist(new Note("good")));

        assertThat(log).containsExactly("CREATED Note 1x text null->good");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void aBatchReceiverGetsTheChangesOfATransactionInOneCall() {
        List<Integer> sizes = new ArrayList<>();
        factory.signals().changed().connectBatch(Comment.class, events -> {
            sizes.add(events.size());
            events.forEach(event -> log.add(event.kind() + " " + event.instance().text));
        });
        factory.signals().changed().connectBatch(events -> sizes.add(-events.size()), beforeCommit());

        factory.inTransaction(session -> {
            Article article = new Article("t");
            article.comment("one");
            article.comment("two");
            session.persist(article);
        });
        factory.inTransaction(session -> session.persist(new Note("none of them")));

        assertThat(sizes).containsExactly(-3, 2, -1);
        assertThat(log).containsExactly("CREATED one", "CREATED two");
    }

    @Test
    void deletionsOfACascadeAreInTheBatch() {
        Article saved = new Article("t");
        saved.comment("one");
        saved.comment("two");
        factory.inTransaction(session -> session.persist(saved));
        factory.signals().changed().connectBatch(events -> events.forEach(event -> log.add(EventLog.line(event))));

        factory.inTransaction(session -> session.remove(session.find(Article.class, saved.id)));

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "DELETED Comment 0x article " + saved.id + "->null text one->null",
                        "DELETED Comment 0x article " + saved.id + "->null text two->null",
                        "DELETED Article 0x title t->null");
    }

    @Test
    void aReceiverMayBeConnectedForBothPhasesUnderOneUid() {
        factory.signals().changed().connect(Note.class, event -> log.add("" + event.phase()), beforeCommit(), uid("u"));
        factory.signals().changed().connect(Note.class, event -> log.add("" + event.phase()), afterCommit(), uid("u"));

        factory.inTransaction(session -> session.persist(new Note("a")));
        assertThat(log).containsExactly("BEFORE_COMMIT", "AFTER_COMMIT");

        assertThat(factory.signals().changed().disconnect(Note.class, "u")).isTrue();
        assertThat(factory.signals().changed().disconnect(Note.class, "u")).isFalse();
    }

    @Test
    void aPhaseThatARollbackReachesIsRefused() {
        assertThatThrownBy(() -> factory.signals().changed().connect(Note.class, event -> {}, afterRollback()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has changed nothing; use beforeCommit() or afterCommit()");
    }

    @Test
    void aStatelessSessionTellsWhatItCan() {
        Note note = savedNote("a");
        factory.signals().changed().connect(event -> {
            String changes = event.changes().isKnown() ? EventLog.line(event) : event.kind() + " unknown";
            log.add(changes);
        });

        factory.sessionFactory().inStatelessTransaction(session -> {
            note.text = "b";
            session.update(note);
            session.insert(new Note("c"));
        });
        factory.sessionFactory().inStatelessTransaction(session -> session.delete(note));

        assertThat(log).contains("UPDATED unknown", "CREATED Note 1x text null->c", "DELETED Note 0x text b->null");
    }

    @Test
    void theProcessWideSignalHearsEveryFactory() {
        try (var connection = ModelSignals.CHANGED.connect(Note.class, event -> log.add(EventLog.line(event)))) {
            assertThat(connection.isConnected()).isTrue();
            factory.inTransaction(session -> session.persist(new Note("a")));
        }
        factory.inTransaction(session -> session.persist(new Note("b")));

        assertThat(log).containsExactly("CREATED Note 1x text null->a");
    }

    @Test
    void everyKindIsFilteredByTheReceiver() {
        factory.signals()
                .changed()
                .connect(
                        Note.class,
                        event -> log.add(EventLog.line(event)),
                        filter(event -> event.kind() == ChangeKind.DELETED));

        Note note = savedNote("a");
        factory.inTransaction(session -> session.remove(session.find(Note.class, note.id)));

        assertThat(log).containsExactly("DELETED Note 0x text a->null");
    }

    @Test
    void theEventHandsOutNoSessionAfterTheCommitButANewTransaction() {
        factory.signals().changed().connect(Note.class, event -> {
            assertThatThrownBy(event::session)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("its transaction has ended; open a new one with sessionFactory(), or call"
                            + " inNewTransaction");
            assertThat(event.inNewTransaction((session, found) -> log.add("found " + found.text)))
                    .isTrue();
        });

        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(log).containsExactly("found a");
    }

    @Test
    void anAttributeThatHasItsOldValueInTheEndIsLeftOut() {
        Author author = factory.saved(new Author("a"));
        logAll();

        factory.inTransaction(session -> {
            Author managed = session.find(Author.class, author.id);
            managed.name = "b";
            managed.revision = 1;
            session.flush();
            managed.revision = 0;
        });

        assertThat(log).containsExactly("UPDATED Author 2x name a->b");
    }
}
