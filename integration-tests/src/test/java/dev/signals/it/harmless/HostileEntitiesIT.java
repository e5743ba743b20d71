package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.micrometer.SignalObservations;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Entities whose {@code equals} and {@code hashCode} fail if the library calls them, and whose {@code toString} always fails,
 * with identifiers whose {@code toString} fails too. Work with them ends as without signals, and no message is lost for the
 * want of a text.
 */
@OnEveryDatabase
class HostileEntitiesIT {

    private static final Class<?>[] ENTITIES = {Thorn.class, Rose.class};

    private final Database database;
    private final CapturedLog log = CapturedLog.of("dev.signals");

    HostileEntitiesIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void workWithThemIsAsWithoutSignals() {
        try (SameWork same = SameWork.of(database, ENTITIES)) {
            compare(same, "persisted", (session, rose) -> {});
            compare(same, "changed", (session, rose) -> rose.name = "b");
            compare(same, "grown", (session, rose) -> rose.add("new"));
            compare(same, "an orphan", (session, rose) -> rose.thorns.remove(1));
            compare(same, "another reference", (session, rose) -> rose.sharpest = rose.thorns.get(1));
            compare(same, "another link", (session, rose) -> rose.neighbours.add(rose));
            compare(same, "removed", Session::remove);
            compare(same, "queried", (session, rose) -> {
                rose.name = "b";
                assertThat(session.createSelectionQuery("from Thorn", Thorn.class)
                                .getResultList())
                        .isNotEmpty();
            });
            compare(same, "refreshed", Session::refresh);
            compare(same, "merged", (session, rose) -> {
                session.detach(rose);
                rose.name = "b";
                session.merge(rose);
            });
            same.assertAll();
        }
        assertThat(log.errors()).isEmpty();
    }

    private static void compare(SameWork same, String name, BiConsumer<Session, Rose> edit) {
        same.compare(name, same.mixtures(), factory -> {
            factory.inTransaction(session -> session.persist(rose()));
            factory.inTransaction(session -> edit.accept(session, only(session)));
            List<?> rows = factory.fromTransaction(session -> session
                    .createSelectionQuery(
                            "select r.name, r.sharpest.id.text from Rose r order by r.id.text", Object[].class)
                    .getResultList()
                    .stream()
                    .map(List::of)
                    .toList());
            factory.inTransaction(session -> session.createSelectionQuery("from Rose", Rose.class)
                    .getResultList()
                    .forEach(session::remove));
            return rows;
        });
    }

    @Test
    void aFailureOfAReceiverIsNotHiddenByAnIdentifierWithoutText() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            IllegalStateException failure = new IllegalStateException("of the receiver");
            factory.signals().preSave().connect(Rose.class, event -> {
                throw failure;
            });
            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(rose())))
                    .isSameAs(failure);
        }
    }

    @Test
    void aFailureAfterTheCommitIsLogged() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.signals()
                    .postSave()
                    .connect(
                            Rose.class,
                            event -> {
                                throw new IllegalStateException("of the receiver");
                            },
                            ModelSignals.afterCommit());

            factory.inTransaction(session -> session.persist(rose()));

            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains("post_save of " + Rose.class.getName() + "#" + Key.class.getName()
                            + " (its toString threw");
        }
    }

    @Test
    void aLoopIsNamed() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.signals().postSave().connect(Rose.class, event -> event.instance().name += "x");

            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(rose())))
                    .isInstanceOf(SignalLoopException.class)
                    .hasMessageContaining("change Rose.name only if it differs");
        }
    }

    @Test
    void aRoseIsAnnouncedInAnotherThreadInATimelineAndToMicrometer() throws InterruptedException {
        try (TestFactory factory = TestFactory.of(
                database, Map.of(SignalSettings.SLOW, "1ms", SignalSettings.TIMELINE, "true"), ENTITIES)) {
            FactorySignals signals = factory.signals();
            long begin = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            List<String> summaries = new ArrayList<>();
            ReceiverExecutor executor = ReceiverExecutor.on(task -> {
                Thread thread = new Thread(task);
                threads.add(thread);
                thread.start();
            });
            signals.postSave()
                    .connect(
                            Rose.class,
                            event -> {
                                while (System.nanoTime() - begin < 2_000_000) {
                                    Thread.onSpinWait();
                                }
                                summaries.add(event.summary());
                            },
                            ModelSignals.afterCommit(executor));
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(context -> true);
            new SignalObservations(signals, registry);
            try (SignalTimeline timeline = signals.timeline()) {
                factory.inTransaction(session -> session.persist(rose()));
                for (Thread thread : List.copyOf(threads)) {
                    thread.join();
                }
                assertThat(timeline.toString()).contains("post_save Rose#" + Key.class.getName());
            }
            assertThat(summaries)
                    .singleElement()
                    .asString()
                    .startsWith("post_save Rose#" + Key.class.getName() + " (its toString threw");
        }
    }

    @Test
    void everyEventHasAText() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            List<String> texts = new ArrayList<>();
            Listening.Ears ears = Listening.EVERYTHING.on(
                    factory.signals(), (ModelEvent<?> event) -> texts.add(event + event.summary()));
            factory.inTransaction(session -> session.persist(rose()));
            factory.inTransaction(session -> session.remove(only(session)));
            ears.close();
            assertThat(texts)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(text -> assertThat(text).contains("(its toString threw"));
        }
    }

    private static Rose only(Session session) {
        return session.createSelectionQuery("from Rose", Rose.class).getSingleResult();
    }

    private static Rose rose() {
        Rose rose = new Rose();
        rose.id = new Key("rose");
        rose.add("first");
        rose.add("second");
        rose.sharpest = rose.thorns.get(0);
        return rose;
    }

    /** Its {@code equals} has to work, as Hibernate asks for it. */
    @Embeddable
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String text;

        Key() {}

        Key(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && text.equals(key.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            throw new StackOverflowError("toString of a key");
        }
    }

    /** A bag with orphan removal makes Hibernate itself call {@code equals} and {@code hashCode}. */
    static class Hostile {
        private static void failInTheLibrary(String method) {
            if (LibraryCalls.isOneNow()) {
                throw new IllegalStateException(method);
            }
        }

        @Override
        public boolean equals(Object other) {
            failInTheLibrary("equals");
            return this == other;
        }

        @Override
        public int hashCode() {
            failInTheLibrary("hashCode");
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    @Entity(name = "Rose")
    static class Rose extends Hostile {
        @EmbeddedId
        Key id;

        String name = "a";

        @ManyToOne
        Thorn sharpest;

        @OneToMany(mappedBy = "rose", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Thorn> thorns = new ArrayList<>();

        @ManyToMany
        List<Rose> neighbours = new ArrayList<>();

        void add(String text) {
            Thorn thorn = new Thorn();
            thorn.id = new Key(text);
            thorn.rose = this;
            thorns.add(thorn);
        }
    }

    @Entity(name = "Thorn")
    static class Thorn extends Hostile {
        @EmbeddedId
        Key id;

        @ManyToOne
        Rose rose;
    }
}
