package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Where muting, names, timelines, quiet updates and loops meet other things, as found by somebody who tried to break them. */
@OnEveryDatabase
class FeatureEdgesIT {

    @Entity(name = "Toy")
    static class Toy {
        @Id
        @GeneratedValue
        Long id;

        String name;
        int n;

        @ManyToOne(cascade = CascadeType.ALL)
        Toy part;

        @ManyToMany
        List<Toy> others = new ArrayList<>();

        static Toy of(String name) {
            Toy toy = new Toy();
            toy.name = name;
            return toy;
        }
    }

    @Entity(name = "Car")
    static class Car extends Toy {}

    private final Database database;

    FeatureEdgesIT(Database database) {
        this.database = database;
    }

    private TestFactory factory(Map<String, ?> settings) {
        return TestFactory.of(database, settings, Toy.class, Car.class);
    }

    private static Toy saved(TestFactory factory) {
        Toy toy = Toy.of("a");
        factory.inTransaction(session -> session.persist(toy));
        return toy;
    }

    @Test
    void twoTimelinesBothShowTheTextOfStatements() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"))) {
            factory.inTransaction(session -> {
                try (SignalTimeline first = factory.signals().timeline();
                        SignalTimeline second = factory.signals().timeline(session)) {
                    session.persist(new Toy());
                    session.flush();
                    assertThat(first.lines()).containsAll(second.lines()).noneMatch(line -> line.contains("statement"));
                }
            });
        }
    }

    @Test
    void aNameIsThatOfOneEntityWithoutItsSubtypes() {
        try (TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.signals().postSave().connect("Toy", event -> {}, includingSubtypes()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(
                            "a name stands for one entity, without its subtypes; drop includingSubtypes(), or"
                                    + " connect for the class");
        }
    }

    static class ByName {
        @Receiver(entity = "Toy", includingSubtypes = true)
        void saved(PostSave<Toy> event) {}
    }

    @Test
    void aReceiverMethodByNameDoesNotIncludeSubtypesEither() {
        try (TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.signals().register(new ByName()))
                    .hasMessageContaining("a name stands for one entity");
        }
    }

    @Test
    void theNetChangeDoesNotTellAValueThatTheRowDoesNotHave() {
        try (TestFactory factory = factory(Map.of())) {
            Toy toy = saved(factory);
            List<String> net = new ArrayList<>();
            factory.signals().changed().connect(Toy.class, event -> net.add(event.changes() + ""));
            factory.inTransaction(session -> {
                Toy managed = session.find(Toy.class, toy.id);
                managed.name = "b";
                session.flush();
                QuietUpdate.of(session, managed).set("name", "a").execute();
            });
            assertThat(net).isEmpty();
            factory.inTransaction(session -> {
                Toy managed = session.find(Toy.class, toy.id);
                managed.name = "b";
                session.flush();
                QuietUpdate.of(session, managed).set("name", "c").set("n", 7).execute();
            });
            assertThat(net).containsExactly("[name: a -> c]");
        }
    }

    @Test
    void aBackgroundReceiverIsNotShownAroundWhatTheSessionDoes() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"));
                Session session = factory.sessionFactory().openSession();
                SignalTimeline timeline = factory.signals().timeline(session)) {
            factory.signals()
                    .postSave()
                    .connect(
                            Toy.class,
                            event -> {
                                called.countDown();
                                done.await();
                            },
                            ModelSignals.afterCommit(ReceiverExecutor.on(pool)));
            session.beginTransaction();
            session.persist(new Toy());
            session.getTransaction().commit();
            called.await();
            session.beginTransaction();
            List<String> lines = timeline.lines();
            done.countDown();
            session.getTransaction().commit();
            assertThat(lines).last().isEqualTo("begin");
            assertThat(timeline.toMermaid()).contains("-)p");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void queriesOfTheLibraryHoldUnderStrictComplianceToo() {
        try (TestFactory factory = factory(Map.of("hibernate.jpa.compliance.query", "true"))) {
            Toy toy = saved(factory);
            factory.inTransaction(session -> assertThat(QuietUpdate.of(session, Toy.class, toy.id)
                            .set("name", "quiet")
                            .increment("n", 1)
                            .execute())
                    .isEqualTo(1));
            List<Integer> keys = new ArrayList<>();
            factory.inTransaction(
                    session -> session.find(Toy.class, toy.id).others.add(session.find(Toy.class, toy.id)));
            factory.signals()
                    .m2mChanged()
                    .connect(
                            Toy.class,
                            (M2mChanged<Toy> event) -> keys.add(event.pks().size()),
                            ModelSignals.loadingKeys());
            factory.inTransaction(session -> session.remove(session.find(Toy.class, toy.id)));
            assertThat(keys).containsOnly(1);
        }
    }

    @Test
    void aNameThatNoEntityHasIsRefusedForAllEntitiesToo() {
        try (TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.signals().postSave().connect(event -> {}, onChange("misspelled")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no attribute \"misspelled\"");
            factory.signals().postSave().connect(event -> {}, onChange("name"));
        }
        // That of the process may be about another session factory.
        try (Connection connection = ModelSignals.CHANGED.connect(event -> {}, onChange("elsewhere"));
                TestFactory factory = factory(Map.of())) {
            assertThat(factory.signals().changed().signal().connections()).contains(connection);
        }
    }

    @Test
    void workWithoutSignalsIsPossibleInPreSaveOfAMergedPart() {
        try (TestFactory factory = factory(Map.of())) {
            factory.signals().preSave().connect(Toy.class, event -> {
                if ("part".equals(event.instance().name)) {
                    factory.signals().withoutSignals(event.session(), () -> {});
                }
            });
            Toy whole = Toy.of("whole");
            whole.part = Toy.of("part");
            factory.inTransaction(session -> session.merge(whole));
            assertThat(factory.count("Toy")).isEqualTo(2);
        }
    }

    @Test
    void nobodyIsToldThatWhatIsGoneWasCreated() {
        try (TestFactory factory = factory(Map.of())) {
            List<String> net = new ArrayList<>();
            factory.signals()
                    .changed()
                    .connect(Toy.class, event -> net.add(event.kind().toString()));
            factory.inTransaction(session -> {
                Toy toy = new Toy();
                session.persist(toy);
                session.flush();
                factory.signals().withoutSignals(session, () -> session.remove(toy));
            });
            assertThat(net).isEmpty();
        }
    }

    @Test
    void aFewRoundsAllowNestedReceivers() {
        try (TestFactory factory = factory(Map.of(SignalSettings.ROUNDS, "1"))) {
            factory.signals().preSave().connect(Toy.class, event -> {
                if ("a".equals(event.instance().name)) {
                    event.session().persist(Toy.of("b"));
                }
            });
            saved(factory);
            assertThat(factory.count("Toy")).isEqualTo(2);
        }
    }
}
