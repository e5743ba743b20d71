package dev.signals.it.model;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Audit;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hibernate.FlushMode;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases of net changes, savepoints and calls in other threads that lie where two features meet. */
@OnEveryDatabase
@SuppressWarnings("deprecation") // of replicate
class TransactionEdgesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    TransactionEdgesIT(Database database) {
        factory = TestFactory.of(
                database,
                Author.class,
                Article.class,
                Comment.class,
                Cover.class,
                Tag.class,
                Category.class,
                Line.class,
                Note.class,
                Audit.class,
                Animal.class,
                Dog.class,
                Cat.class,
                Stamped.class,
                Keyed.class,
                Blob.class,
                Soft.class,
                Recorded.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Animal {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String bark;
        String owner;
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {
        String purr;
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        Long id;

        @Column(updatable = false)
        String creator;

        @Version
        int version;
    }

    @Embeddable
    static class Key {
        String a;
        String b;

        Key() {}

        Key(String a, String b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.a.equals(a) && key.b.equals(b);
        }

        @Override
        public int hashCode() {
            return Objects.hash(a, b);
        }
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @EmbeddedId
        Key id;

        String text;
    }

    @Entity(name = "Blobby")
    static class Blob {
        @Id
        @GeneratedValue
        Long id;

        Date date;

        byte[] bytes;
    }

    @Entity(name = "Soft")
    @SoftDelete
    static class Soft {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    @Embeddable
    record Part(String name, @ElementCollection Set<String> words) {}

    @Entity(name = "Recorded")
    static class Recorded {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Embedded
        Part part;
    }

    private static String line(Changed<?> event) {
        StringBuilder line =
                new StringBuilder(event.kind() + " " + event.sender().getSimpleName() + " " + event.saves() + "x");
        for (Change change : event.changes()) {
            line.append(' ')
                    .append(change.attribute())
                    .append(' ')
                    .append(change.oldValue())
                    .append("->")
                    .append(change.newValue());
        }
        return line.toString();
    }

    private void logAll() {
        factory.signals().changed().connect(event -> log.add(line(event)));
    }

    private void logSaves(String phase) {
        factory.signals().postSave().connect(Note.class, event -> log.add(phase + " " + event.instance().text));
    }

    @Test
    void anInterruptBeforeTheCommitRollsBackAndStays() {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new InterruptedException("i");
                        },
                        beforeCommit());

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("a"))))
                .hasRootCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void callsBeforeAndAfterTheFirstSaveOfAnEntityAreOrdered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        factory.signals()
                .preSave()
                .connect(
                        Note.class,
                        event -> {
                            never.await(1, TimeUnit.SECONDS);
                            seen.add("before");
                        },
                        afterCommit(executor));
        factory.signals().postSave().connect(Note.class, event -> seen.add("after"), afterCommit(executor));

        factory.inTransaction(session -> session.persist(new Note("a")));
        executor.awaitCalls();
        threads.shutdownNow();

        assertThat(seen).containsExactly("before", "after");
    }

    @Test
    void anotherSubclassWithTheSameIdentifierIsAnotherEntity() {
        Dog dog = new Dog();
        dog.id = 1L;
        dog.name = "rex";
        dog.bark = "wuff";
        factory.inTransaction(session -> session.persist(dog));
        logAll();
        factory.signals().changed().connect(Dog.class, event -> log.add("dog " + event.instance().id));

        factory.inTransaction(session -> {
            session.remove(session.find(Dog.class, 1L));
            session.flush();
            Cat cat = new Cat();
            cat.id = 1L;
            cat.name = "tom";
            cat.purr = "rrr";
            session.persist(cat);
        });

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "DELETED Dog 0x name rex->null bark wuff->null",
                        "dog 1",
                        "CREATED Cat 1x name null->tom purr null->rrr");
    }

    @Test
    void aColumnThatIsNotUpdatedIsChangedByAnEntityDeletedAndPersistedAgain() {
        Stamped old = new Stamped();
        old.id = 1L;
        old.creator = "a";
        factory.inTransaction(session -> session.persist(old));
        logAll();

        factory.inTransaction(session -> {
            session.remove(session.find(Stamped.class, 1L));
            session.flush();
            Stamped again = new Stamped();
            again.id = 1L;
            again.creator = "b";
            session.persist(again);
        });

        assertThat(log).containsExactly("UPDATED Stamped 1x creator a->b");
    }

    @Test
    void embeddedKeys() {
        logAll();
        factory.inTransaction(session -> {
            Keyed keyed = new Keyed();
            keyed.id = new Key("a", "b");
            keyed.text = "1";
            session.persist(keyed);
            session.flush();
            session.clear();
            session.find(Keyed.class, new Key("a", "b")).text = "2";
        });
        assertThat(log).containsExactly("CREATED Keyed 2x text null->2");
    }

    @Test
    void mutableValues() {
        Blob blob = new Blob();
        blob.date = new Date(1000);
        blob.bytes = new byte[] {1};
        factory.signals()
                .changed()
                .connect(
                        Blob.class,
                        event -> log.add(event.kind() + " "
                                + (event.changes().get("date") == null
                                        ? "-"
                                        : ((Date) event.changes().get("date").newValue()).getTime() + " from "
                                                + (event.changes().get("date").oldValue() == null
                                                        ? "null"
                                                        : ((Date) event.changes()
                                                                        .get("date")
                                                                        .oldValue())
                                                                .getTime()))
                                + (event.changes().get("bytes") == null
                                        ? "-"
                                        : Arrays.toString((byte[]) event.changes()
                                                        .get("bytes")
                                                        .newValue()) + " from "
                                                + Arrays.toString((byte[]) event.changes()
                                                        .get("bytes")
                                                        .oldValue()))));
        factory.inTransaction(session -> {
            session.persist(blob);
            session.flush();
            blob.date.setTime(2000);
            blob.bytes[0] = 2;
        });
        assertThat(log).containsExactly("CREATED 2000 from null[2] from null");
        log.clear();
        factory.inTransaction(session -> {
            Blob managed = session.find(Blob.class, blob.id);
            managed.date.setTime(3000);
            managed.bytes[0] = 3;
            session.flush();
            managed.date.setTime(4000);
            managed.bytes[0] = 4;
        });
        assertThat(log).containsExactly("UPDATED 4000 from 2000[4] from [2]");
        log.clear();
        factory.inTransaction(session -> {
            Blob managed = session.find(Blob.class, blob.id);
            managed.date.setTime(3000);
            managed.bytes[0] = 3;
            session.flush();
            managed.date.setTime(4000);
            managed.bytes[0] = 4;
        });
        assertThat(log).isEmpty();
    }

    @Test
    void softDelete() {
        Soft soft = new Soft();
        soft.text = "a";
        factory.inTransaction(session -> session.persist(soft));
        logAll();
        factory.inTransaction(session -> session.remove(session.find(Soft.class, soft.id)));
        assertThat(log).containsExactly("DELETED Soft 0x text a->null");
    }

    @Test
    void whatWasNothingWhenTheCommitBeganAndIsChangedByAReceiverIsTold() {
        Note note = Zoo.saved(factory, new Note("a"));
        factory.signals().changed().connect(Note.class, event -> log.add("before " + line(event)), beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> {}, beforeCommit());

        factory.inTransaction(session -> {
            Note managed = session.find(Note.class, note.id);
            managed.text = "b";
            session.flush();
            managed.text = "a";
            session.flush();
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> managed.text = "c");
        });

        assertThat(log).containsExactly("before UPDATED Note 3x text a->c");
    }

    @Test
    void theSessionOfAChangedEventBeforeTheCommitIsThatOfItsEntity() {
        Note note = Zoo.saved(factory, new Note("a"));
        factory.signals()
                .changed()
                .connect(
                        event -> {
                            log.add(line(event));
                            if (event.sender() == Note.class) {
                                assertThat(event.session().contains(event.instance()))
                                        .isTrue();
                                event.session().persist(new Author("by " + event.id()));
                            }
                        },
                        beforeCommit());

        factory.inTransaction(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Category("audit"));
                child.flush();
            }
            session.find(Note.class, note.id).text = "b";
        });

        assertThat(log)
                .containsExactly(
                        "CREATED Category 1x",
                        "UPDATED Note 1x text a->b",
                        "CREATED Author 1x name null->by " + note.id + " revision null->0");
        assertThat(factory.count("Author")).isEqualTo(1);
    }

    @Test
    void aChildSessionsReceiversBeforeTheCommitAreCalledWhenItIsFlushedByTheCommit() {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals().changed().connect(Note.class, event -> log.add("before " + line(event)), beforeCommit());
        Session[] child = new Session[1];
        factory.inTransaction(session -> {
            session.persist(new Note("p"));
            child[0] = session.sessionWithOptions().connection().openSession();
            child[0].persist(new Note("c"));
        });
        child[0].close();
        assertThat(log)
                .containsExactlyInAnyOrder(
                        "before p",
                        "before c",
                        "before CREATED Note 1x text null->p",
                        "before CREATED Note 1x text null->c");
    }

    @Test
    void aFilterThatFailsAfterTheCommitKeepsNoOtherReceiverFromBeingCalled() {
        factory.signals().changed().connect(Note.class, event -> log.add("never"), filter(event -> {
            throw new IllegalStateException("filter");
        }));
        logAll();
        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.persist(new Author("b"));
        });
        assertThat(log)
                .containsExactly("CREATED Note 1x text null->a", "CREATED Author 1x name null->b revision null->0");
    }

    @Test
    void replicatedByAReceiver() {
        Note note = Zoo.saved(factory, new Note("a"));
        factory.signals().postSave().connect(Author.class, event -> {
            Note detached = new Note("b");
            detached.id = note.id;
            event.session().replicate(detached, ReplicationMode.OVERWRITE);
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void replicatedByAReceiverIsNetChange() {
        Note note = Zoo.saved(factory, new Note("a"));
        logAll();
        factory.inTransaction(session -> {
            Note detached = new Note("b");
            detached.id = note.id;
            session.replicate(detached, ReplicationMode.OVERWRITE);
        });
        assertThat(log).containsExactly("UPDATED Note 1x");
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void anIdentityRowWithACollectionInARecordByAReceiver() {
        assumeThat(org.hibernate.Version.getVersionString())
                .as("wraps the collection in place, which a record does not allow")
                .doesNotStartWith("7.0.")
                .doesNotStartWith("7.1.");
        factory.signals().postSave().connect(Author.class, event -> {
            Recorded recorded = new Recorded();
            recorded.part = new Part("n", new HashSet<>(Set.of("w")));
            event.session().persist(recorded);
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.count("Recorded")).isEqualTo(1);
        assertThat(factory.count("Recorded_words")).isEqualTo(1);
    }

    @Test
    void aSavepointInAReceiverForgetsNothingThatWasWrittenBefore() {
        logAll();
        logSaves("at once");
        factory.signals().postSave().connect(Author.class, event -> {
            event.session().persist(new Note("kept"));
            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                        event.session().persist(new Note("lost"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.sql("select text from Note")).isEqualTo("kept");
        assertThat(log)
                .contains("at once kept", "CREATED Note 1x text null->kept")
                .doesNotContain("at once lost");
    }

    @Test
    void anIdentityRowBeforeASavepointInFlushModeManualIsNotForgotten() {
        logAll();
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line("kept"));
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        session.persist(new Line("lost"));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        assertThat(factory.sql("select text from Line")).isEqualTo("kept");
        assertThat(log).containsExactly("CREATED Line 1x text null->kept");
    }

    @Test
    void aDeletionByAReceiverBeforeItsSavepointIsNotForgotten() {
        Note note = Zoo.saved(factory, new Note("a"));
        logAll();
        factory.signals().postDelete().connect(Note.class, event -> log.add("post_delete"));
        factory.signals().postSave().connect(Author.class, event -> {
            event.session().remove(event.session().find(Note.class, note.id));
            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.count("Note")).isZero();
        assertThat(log).contains("post_delete", "DELETED Note 0x text a->null");
    }

    @Test
    void whatAChildSessionDidInASavepointIsNotTold() {
        logAll();
        factory.signals().postSave().connect(Note.class, event -> log.add("at once " + event.instance().text));
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("after " + event.instance().text), afterCommit());
        factory.inTransaction(session -> assertThatThrownBy(() -> Savepoints.run(session, () -> {
                    try (Session child =
                            session.sessionWithOptions().connection().openSession()) {
                        child.persist(new Note("lost"));
                        child.flush();
                    }
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no"));
        assertThat(log).containsExactly("at once lost");
    }

    @Test
    void nestedSavepointsWithChanged() {
        Note note = Zoo.saved(factory, new Note("a"));
        logAll();
        factory.signals().changed().connect(Note.class, event -> log.add("before " + line(event)), beforeCommit());
        factory.inTransaction(session -> {
            Savepoints.run(session, () -> {
                session.find(Note.class, note.id).text = "b";
                assertThatThrownBy(() -> Savepoints.run(session, () -> {
                            session.find(Note.class, note.id).text = "c";
                            throw new IllegalStateException("no");
                        }))
                        .hasMessage("no");
                session.find(Note.class, note.id).text = "d";
            });
        });
        assertThat(log).containsExactly("before UPDATED Note 2x text a->d", "UPDATED Note 2x text a->d");
        log.clear();
        factory.inTransaction(session -> {
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        Category c = new Category("c");
                        c.text = "1";
                        session.persist(c);
                        session.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            Category c = new Category("c");
            c.text = "2";
            session.persist(c);
        });
        assertThat(log).containsExactly("CREATED Category 1x code null->c text null->2".replace(" code null->c", ""));
    }

    @Test
    void aReceiverBeforeTheCommitOpensASavepoint() {
        logAll();
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals()
                .changed()
                .connect(
                        Author.class,
                        event -> {
                            assertThatThrownBy(() -> Savepoints.run(event.session(), () -> {
                                        event.session().persist(new Note("lost"));
                                        event.session().flush();
                                        throw new IllegalStateException("no");
                                    }))
                                    .hasMessage("no");
                            Savepoints.run(
                                    event.session(), () -> event.session().persist(new Note("kept")));
                        },
                        beforeCommit());
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(log)
                .containsExactly(
                        "before kept",
                        "CREATED Author 1x name null->x revision null->0",
                        "CREATED Note 1x text null->kept");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void callsAboutAnEntityWithACompositeKeyAreOrdered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ReceiverExecutor executor = ReceiverExecutor.on(threads).orderedPerEntity();
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch first = new CountDownLatch(1);
        factory.signals()
                .postSave()
                .connect(
                        Keyed.class,
                        event -> {
                            if (event.created()) {
                                first.await(1, TimeUnit.SECONDS);
                            }
                            seen.add(String.valueOf(event.changes().get("text").newValue()));
                        },
                        afterCommit(executor));
        factory.inTransaction(session -> {
            Keyed keyed = new Keyed();
            keyed.id = new Key("a", "b");
            keyed.text = "1";
            session.persist(keyed);
        });
        factory.inTransaction(session -> session.find(Keyed.class, new Key("a", "b")).text = "2");
        executor.awaitCalls();
        threads.shutdownNow();
        assertThat(seen).containsExactly("1", "2");
    }
}
