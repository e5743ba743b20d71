package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import org.hibernate.FlushMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class TransactionIT {

    private final TestFactory factory;

    TransactionIT(Database database) {
        factory = TestFactory.of(database, Note.class, Line.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void afterCommitReceiversAreCalledWhenTheRowIsVisibleToOthers() {
        EventLog log = new EventLog();
        factory.signals()
                .postSave()
                .connect(Note.class, event -> log.add("visible " + factory.count("Note")), afterCommit());

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.flush();
            log.add("flushed");
        });

        assertThat(log.lines()).containsExactly("flushed", "visible 1");
    }

    @Test
    void afterCommitReceiversAreNotCalledAfterARollback() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> log.add("called"), afterCommit());

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.flush();
            session.getTransaction().rollback();
            session.beginTransaction();
        });

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void pitfall10_aThrowingAfterCommitReceiverHarmsNeitherTheCommitNorOthersNorTheNextTransaction() {
        EventLog log = new EventLog();
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            log.add("throws");
                            throw new IllegalStateException("after commit");
                        },
                        afterCommit());
        factory.signals().postSave().connect(Note.class, event -> log.add("next"), afterCommit());

        factory.inTransaction(session -> session.persist(new Note("a")));
        factory.inTransaction(session -> log.add("next transaction"));

        assertThat(log.lines()).containsExactly("throws", "next", "next transaction");
        assertThat(factory.count("Note")).isEqualTo(1);
    }

    @Test
    void identityRowsAreAnnouncedAtTheNextFlushNotInsidePersist() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.persist(new Line());
            log.add("persisted");
        });

        assertThat(log.lines()).containsExactly("pre_save Line new", "persisted", "post_save Line created");
    }

    @Test
    void identityRowsAreAnnouncedBeforeACommitThatFlushesNothing() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Line());
            log.add("persisted");
        });

        assertThat(log.lines()).containsExactly("pre_save Line new", "persisted", "post_save Line created");
        assertThat(factory.count("Line")).isEqualTo(1);
    }

    @Test
    void factsOfAFailedFlushAreNotAnnounced() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> log.add(event.instance().text));
        String tooLong = "x".repeat(300);

        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Note("fits"));
                    session.persist(new Note(tooLong));
                    session.flush();
                }))
                .isNotNull();

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anExceptionOfPostSaveRollsBack() {
        factory.signals().postSave().connect(Note.class, event -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("a"))))
                .hasStackTraceContaining("refused")
                .hasStackTraceContaining("receiver lambda in " + TransactionIT.class.getName() + " of post_save for "
                        + Note.class.getName());

        assertThat(factory.count("Note")).isZero();
    }

    @Test
    void whatAReceiverSavesIsAnnouncedAfterThisRound() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Note.class, event -> {
            log.add(event.instance().text);
            if (event.instance().text.length() < 3) {
                event.session().persist(new Note(event.instance().text + "+"));
            }
        });

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.persist(new Note("b"));
        });

        assertThat(log.lines()).containsExactly("a", "b", "a+", "b+", "a++", "b++");
        assertThat(factory.count("Note")).isEqualTo(6);
    }

    @Test
    void aReceiverThatSavesItselfForEverIsStopped() {
        factory.signals().postSave().connect(Note.class, event -> event.instance().text += "+");

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Note("a"))))
                .hasStackTraceContaining("SignalLoopException")
                .hasStackTraceContaining("Note");

        assertThat(factory.count("Note")).isZero();
    }
}
