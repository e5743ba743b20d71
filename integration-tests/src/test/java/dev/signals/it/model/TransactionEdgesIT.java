package dev.signals.it.model;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.model.Edges.factory;
import static dev.signals.it.model.Edges.logChanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Edges.Key;
import dev.signals.it.model.Edges.Keyed;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls around the end of a transaction and in other threads, where two features meet. */
@OnEveryDatabase
class TransactionEdgesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    TransactionEdgesIT(Database database) {
        factory = factory(database);
    }

    @AfterEach
    void close() {
        factory.close();
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
    void aChildSessionsReceiversBeforeTheCommitAreCalledWhenItIsFlushedByTheCommit() {
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("before " + event.instance().text), beforeCommit());
        factory.signals()
                .changed()
                .connect(Note.class, event -> log.add("before " + EventLog.line(event)), beforeCommit());
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
    void aChildSessionThatIsFirstSeenWhenTheCommitFlushesItHasReceiversBeforeTheCommit() {
        Note note = factory.saved(new Note("a"));
        factory.signals().postSave().connect(Note.class, event -> log.add("before commit"), beforeCommit());

        factory.inTransaction(session -> {
            Session child =
                    session.sessionWithOptions().connection().autoClose(true).openSession();
            child.find(Note.class, note.id).text = "b";
        });

        assertThat(factory.sql("select text from Note")).isEqualTo("b");
        assertThat(log).containsExactly("before commit");
    }

    @Test
    void aFilterThatFailsAfterTheCommitKeepsNoOtherReceiverFromBeingCalled() {
        factory.signals().changed().connect(Note.class, event -> log.add("never"), filter(event -> {
            throw new IllegalStateException("filter");
        }));
        logChanges(factory, log);
        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.persist(new Author("b"));
        });
        assertThat(log)
                .containsExactly("CREATED Note 1x text null->a", "CREATED Author 1x name null->b revision null->0");
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
