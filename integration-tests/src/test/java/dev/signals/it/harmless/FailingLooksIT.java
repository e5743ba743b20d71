package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.FragileValues.Fragile;
import dev.signals.it.harmless.FragileValues.Holder;
import dev.signals.it.harmless.FragileValues.Method;
import dev.signals.it.harmless.FragileValues.Node;
import dev.signals.it.harmless.FragileValues.Place;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code of the application that fails where the library looks at something, and Hibernate does not. What the application does goes on as
 * without signals, and the failure is logged once. In strict mode it is an exception.
 */
@OnEveryDatabase
class FailingLooksIT {

    private static final Class<?>[] ENTITIES = {Holder.class, Node.class};

    private final Database database;
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.Looks");

    FailingLooksIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void theOperationGoesOn(Method failing) {
        try (SameWork same = SameWork.of(database, ENTITIES)) {
            for (Place place : Place.values()) {
                edits(place)
                        .forEach((name, edit) -> same.compare(place + ", " + name, same.mixtures(), factory -> {
                            Long id = saved(factory, place, failing);
                            factory.inTransaction(session -> edit.accept(session, loaded(session, id)));
                            return row(factory, id);
                        }));
            }
            same.assertAll();
        }
        assertThat(log.errors())
                .allSatisfy(error -> assertThat(error)
                        .contains(
                                "signals failed while looking for",
                                Holder.class.getName(),
                                "report it with the mapping of"));
        assertThat(log.errors()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"TYPED", "CONVERTED", "PART"})
    void anAttributeThatCannotBeComparedIsLoggedOnce(Place place) {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.signals().preSave().connect(Holder.class, event -> {});

            changeSeveralTimes(factory, place);

            if (place == Place.PART && Boolean.getBoolean("signals.test.enhanced")) {
                assertThat(log.errors()).isEmpty(); // An enhanced embeddable is not compared.
                return;
            }
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains("changed entities", Holder.class.getName() + "." + place.attribute(), "EQUALS fails");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TYPED", "CONVERTED", "PART"})
    void anElementThatCannotBeComparedIsLoggedOnce(Place place) {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.signals().preSave().connect(Holder.class, event -> {});

            for (int i = 0; i < 3; i++) {
                Long id = saved(factory, place, Method.EQUALS);
                factory.inTransaction(session -> {
                    loaded(session, id).name = "b";
                    assertThat(session.createNativeQuery("select count(*) from Holder_" + place.attribute(), Long.class)
                                    .addSynchronizedQuerySpace("Holder_" + place.attribute())
                                    .getSingleResult())
                            .isPositive();
                });
            }

            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains(Holder.class.getName() + "." + place.attribute(), "EQUALS fails");
        }
    }

    @Test
    void twoCausesAreLoggedEach() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.signals().preSave().connect(Holder.class, event -> {});

            changeSeveralTimes(factory, Place.TYPED);
            changeSeveralTimes(factory, Place.CONVERTED);
            changeSeveralTimes(factory, Place.TYPED);

            assertThat(log.errors()).hasSize(2);
        }
    }

    @Test
    void otherEntitiesAreAnnouncedAllTheSame() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            Long id = saved(factory, Place.TYPED, Method.EQUALS);
            Long other = saved(factory, Place.TYPED, Method.NONE);
            EventLog events = EventLog.of(factory.signals());

            factory.inTransaction(session -> {
                loaded(session, id).typed.text = "green";
                loaded(session, other).name = "b";
            });

            assertThat(events.lines()).containsOnlyOnce("pre_save Holder").contains("post_save Holder");
            assertThat(row(factory, id)).contains("green");
            assertThat(row(factory, other)).startsWith("b");
        }
    }

    @Test
    void aGraphThatCannotBeWalkedIsPersisted() {
        try (SameWork same = SameWork.of(database, ENTITIES)) {
            same.compare("persisted", factory -> {
                factory.inTransaction(session -> session.persist(node()));
                return "persisted";
            });
            same.compare("merged", factory -> {
                factory.inTransaction(session -> session.merge(node()));
                return "merged";
            });
            same.compare("removed", factory -> {
                Node node = node();
                factory.inTransaction(session -> session.persist(node));
                factory.inTransaction(session -> session.remove(session.find(Node.class, node.getId())));
                return "removed";
            });
            same.assertAll();
        }
        assertThat(log.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).contains(Node.class.getName()));
    }

    @Test
    void inStrictModeAFlushFails() {
        isRefused((session, holder) -> {
            holder.name = "b";
            session.flush();
        });
    }

    @Test
    void inStrictModeACommitFails() {
        isRefused((session, holder) -> {
            holder.name = "b";
            session.getTransaction().commit();
        });
    }

    @Test
    void inStrictModeAQueryFails() {
        isRefused((session, holder) -> {
            holder.name = "b";
            session.createSelectionQuery("from Holder", Holder.class).getResultList();
        });
    }

    @Test
    void inStrictModePersistFails() {
        isRefused((session, holder) -> session.persist(node()));
    }

    private void isRefused(BiConsumer<Session, Holder> operation) {
        try (TestFactory factory = TestFactory.of(database, Map.of(SignalSettings.STRICT, "true"), ENTITIES)) {
            Long id = saved(factory, Place.TYPED, Method.EQUALS);
            EventLog.of(factory.signals());

            Throwable thrown = factory.sessionFactory().fromSession(session -> {
                session.beginTransaction();
                Holder holder = loaded(session, id);
                Throwable refusal = catchThrowable(() -> operation.accept(session, holder));
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
                return refusal;
            });

            assertThat(thrown)
                    .hasStackTraceContaining("java.lang.IllegalStateException: signals failed while looking for");
            assertThat(row(factory, id)).startsWith("a");
            assertThat(factory.count("Node")).isZero();
        }
        assertThat(log.errors()).isEmpty();
    }

    private static void changeSeveralTimes(TestFactory factory, Place place) {
        for (String name : List.of("b", "c", "d")) {
            Long id = saved(factory, place, Method.EQUALS);
            factory.inTransaction(session -> loaded(session, id).name = name);
        }
    }

    private static Map<String, BiConsumer<Session, Holder>> edits(Place place) {
        Map<String, BiConsumer<Session, Holder>> edits = new LinkedHashMap<>();
        edits.put("only loaded", (session, holder) -> {});
        edits.put("another attribute", (session, holder) -> holder.name = "b");
        edits.put("the value", (session, holder) -> place.set(holder, new Fragile(Method.NONE, "green")));
        edits.put(
                "another value that fails",
                (session, holder) -> place.set(holder, new Fragile(Method.EQUALS, "green")));
        edits.put("flushed and queried", (session, holder) -> {
            holder.name = "b";
            session.flush();
            holder.name = "c";
            session.createSelectionQuery("from Holder", Holder.class).getResultList();
        });
        edits.put("removed", Session::remove);
        edits.put("a copy merged", (session, holder) -> {
            session.detach(holder);
            holder.name = "b";
            session.merge(holder);
        });
        return edits;
    }

    private static Node node() {
        Node node = new Node("trap");
        node.children().add(new Node("child"));
        return node;
    }

    private static Long saved(TestFactory factory, Place place, Method failing) {
        Holder holder = Holder.of(place, failing);
        factory.inTransaction(session -> session.persist(holder));
        return holder.id;
    }

    private static Holder loaded(Session session, Long id) {
        Holder holder = session.find(Holder.class, id);
        holder.contents();
        return holder;
    }

    private static String row(TestFactory factory, Long id) {
        try (Session session = factory.sessionFactory().openSession()) {
            Holder holder = session.find(Holder.class, id);
            return holder == null ? "none" : holder.contents();
        }
    }
}
