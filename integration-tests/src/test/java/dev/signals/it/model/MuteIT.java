package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keeping signals from being sent: for a signal, a session factory, a session. */
@OnEveryDatabase
class MuteIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final EventLog log;

    MuteIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        signals = factory.signals();
        log = EventLog.of(signals);
        signals.m2mChanged().connect(event -> log.add("m2m_changed " + event.action()));
        signals.collectionChanged().connect(event -> log.add("collection_changed"));
        signals.changed().connect(event -> log.add("changed " + event.sender().getSimpleName() + " " + event.kind()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void saveNote() {
        factory.inTransaction(session -> session.persist(new Note("a")));
    }

    private static void writeOfEverything(Session session) {
        Article article = new Article("a");
        article.labels.add("l");
        Tag tag = new Tag();
        session.persist(tag);
        article.tags.add(tag);
        session.persist(article);
        session.persist(new Line());
        session.flush();
        article.title = "b";
        article.tags.clear();
        session.flush();
        session.remove(article);
        session.flush();
    }

    @Test
    void aMutedFactorySendsNothingAndTellsNothingLater() {
        try (Scope muted = signals.mute()) {
            assertThat(muted).isNotNull();
            assertThat(signals.postSave().hasReceivers(Note.class)).isFalse();
            factory.inTransaction(MuteIT::writeOfEverything);
        }
        assertThat(log.lines()).isEmpty();
        saveNote();
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created", "changed Note CREATED");
    }

    @Test
    void someSignalsOfAFactoryAreMuted() {
        try (Scope muted = signals.mute(ModelSignals.PRE_SAVE, signals.changed())) {
            assertThat(muted).isNotNull();
            saveNote();
        }
        assertThat(log.lines()).containsExactly("post_save Note created");
    }

    @Test
    void aMutedSignalOfTheProcessIsMutedInEveryFactory() {
        try (Scope muted = ModelSignals.POST_SAVE.mute()) {
            assertThat(muted).isNotNull();
            saveNote();
        }
        assertThat(log.lines()).containsExactly("pre_save Note new", "changed Note CREATED");
    }

    @Test
    void mutesOfAFactoryNest() {
        Scope outer = signals.mute();
        Scope inner = signals.mute(signals.postSave());
        outer.close();
        outer.close();
        saveNote();
        assertThat(log.lines()).containsExactly("pre_save Note new", "changed Note CREATED");
        inner.close();
        log.clear();
        saveNote();
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created", "changed Note CREATED");
    }

    @Test
    void aMutedSessionSendsNothingWhileOthersDo() {
        factory.inTransaction(session -> {
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                writeOfEverything(session);
                saveNote();
            }
        });
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created", "changed Note CREATED");
    }

    @Test
    void aMutedSessionIsHeardAgainInTheSameTransaction() {
        factory.inTransaction(session -> {
            session.persist(new Note("before"));
            session.flush();
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                writeOfEverything(session);
            }
            session.persist(new Author("after"));
        });
        assertThat(log.lines())
                .containsExactly(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Author new",
                        "post_save Author created",
                        "changed Note CREATED",
                        "changed Author CREATED");
    }

    @Test
    void someSignalsOfASessionAreMuted() {
        factory.inTransaction(session -> {
            try (Scope muted = signals.mute(session, signals.preSave(), ModelSignals.CHANGED)) {
                assertThat(muted).isNotNull();
                session.persist(new Note("a"));
                session.flush();
            }
        });
        assertThat(log.lines()).containsExactly("post_save Note created");
    }

    @Test
    void mutesOfASessionNestAndCloseInAnyOrder() {
        factory.inTransaction(session -> {
            Scope outer = signals.mute(session);
            Scope inner = signals.mute(session, signals.postSave());
            outer.close();
            outer.close();
            session.persist(new Note("a"));
            session.flush();
            inner.close();
            session.persist(new Note("b"));
        });
        assertThat(log.lines())
                .containsExactly(
                        "pre_save Note new",
                        "pre_save Note new",
                        "post_save Note created",
                        "changed Note CREATED",
                        "changed Note CREATED");
    }

    @Test
    void aRowThatPersistHasWrittenWhileMutedIsNotAnnouncedLater() {
        factory.inTransaction(session -> {
            session.persist(new Line());
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                session.persist(new Line());
            }
        });
        assertThat(log.lines()).containsExactly("pre_save Line new", "post_save Line created", "changed Line CREATED");
    }

    @Test
    void whatIsLeftForALaterFlushIsAnnouncedByIt() {
        factory.inTransaction(session -> {
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                session.persist(new Note("a"));
            }
        });
        assertThat(log.lines()).containsExactly("post_save Note created", "changed Note CREATED");
    }

    @Test
    void aReceiverWritesInSilence() {
        signals.postSave().connect(Note.class, event -> {
            try (Scope muted = signals.mute(event.session())) {
                assertThat(muted).isNotNull();
                event.session().persist(new Author("quiet"));
                event.session().flush();
            }
        });
        saveNote();
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created", "changed Note CREATED");
        assertThat(factory.count("Author")).isEqualTo(1);
    }

    @Test
    void aSessionMutedOverItsCommitTellsNothingOfTheTransaction() {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Note("a"));
            session.flush();
            log.clear();
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                session.getTransaction().commit();
            }
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void loadsOfAMutedSessionAreSilent() {
        saveNote();
        signals.postInit().connect(Note.class, event -> log.add("post_init"));
        log.clear();
        factory.inTransaction(session -> {
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                session.createSelectionQuery("from Note", Note.class).getResultList();
                session.clear();
            }
            session.createSelectionQuery("from Note", Note.class).getResultList();
        });
        assertThat(log.lines()).containsExactly("post_init");
    }

    @Test
    void aMutedStatelessSessionSendsNothing() {
        assumeThatStatelessSessionsAreTold();
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                session.insert(new Note("a"));
            }
            session.insert(new Note("b"));
            session.getTransaction().commit();
        }
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created", "changed Note CREATED");
    }

    @Test
    void aTransactionEndsAndTheMuteOfTheSessionStays() {
        try (Session session = factory.sessionFactory().openSession();
                Scope muted = signals.mute(session)) {
            assertThat(muted).isNotNull();
            session.beginTransaction();
            session.persist(new Note("a"));
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.persist(new Note("b"));
            session.getTransaction().commit();
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void threadsThatMuteTheirOwnSessionsDoNotDisturbEachOther() throws Exception {
        int threads = 4;
        int rounds = 25;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Void>> works = Collections.nCopies(threads, () -> {
            for (int round = 0; round < rounds; round++) {
                factory.inTransaction(session -> {
                    try (Scope muted = signals.mute(session)) {
                        assertThat(muted).isNotNull();
                        session.persist(new Note("muted"));
                        session.flush();
                    }
                    session.persist(new Author("heard"));
                });
            }
            return null;
        });
        for (Future<Void> each : pool.invokeAll(works)) {
            each.get();
        }
        pool.shutdown();
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("post_save"))
                .hasSize(threads * rounds)
                .containsOnly("post_save Author created");
    }
}
