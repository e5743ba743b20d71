package dev.signals.it.outbox;

import static dev.signals.Options.includingSubtypes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.event.OutboxEvent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

/** What the columns of an event have for entities that are not plain. */
@OnEveryDatabase
class EventColumnsIT {

    @Entity(name = "Vehicle")
    static class Vehicle {
        @Id
        UUID id = new UUID(1, 2);
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {}

    @Embeddable
    record Place(String city, int house) implements Serializable {}

    @Entity(name = "House")
    static class House {
        @EmbeddedId
        Place place = new Place("Rome", 7);
    }

    @Embeddable
    static class LodgerId {
        @ManyToOne
        Vehicle of;

        int number = 3;
    }

    @Entity(name = "Lodger")
    static class Lodger {
        @EmbeddedId
        LodgerId id = new LodgerId();
    }

    @Entity(name = "Memo")
    static class Memo {
        @Id
        long id = 1;

        @TenantId
        String tenant;
    }

    private final Database database;

    EventColumnsIT(Database database) {
        this.database = database;
    }

    private TestFactory factory(Class<?>... entities) {
        Map<String, String> settings = Map.of(
                OutboxSettings.TABLES, "true",
                OutboxSettings.CONTENT, "events",
                OutboxSettings.REMOVE_EVENTS, "false");
        return TestFactory.of(database, settings, entities);
    }

    private static List<String> rows(TestFactory factory, String columns) {
        try (Session session = factory.sessionFactory()
                .withOptions()
                .tenantIdentifier((Object) "a")
                .openSession()) {
            return session.createNativeQuery(
                            "select concat_ws(' ', " + columns + ", '') from outboxevent", String.class)
                    .getResultList();
        }
    }

    @Test
    void aSubclassIsAnAggregateOfItsRoot() {
        try (TestFactory factory = factory(Vehicle.class, Car.class)) {
            Outbox.of(factory.sessionFactory()).map(Vehicle.class, change -> Map.of(), includingSubtypes());

            factory.inTransaction(session -> session.persist(new Car()));

            assertThat(rows(factory, "aggregatetype, aggregateid, type"))
                    .containsExactly("Vehicle " + new UUID(1, 2) + " CarCreated ");
        }
    }

    @Test
    void anIdentifierOfSeveralPartsIsJson() {
        try (TestFactory factory = factory(House.class)) {
            Outbox.of(factory.sessionFactory()).map(House.class, change -> Map.of());

            factory.inTransaction(session -> session.persist(new House()));

            assertThat(rows(factory, "aggregateid")).containsExactly("{\"city\":\"Rome\",\"house\":\"7\"} ");
        }
    }

    @Test
    void anIdentifierWithAReferenceNeedsAKeyFromTheMapper() {
        try (TestFactory factory = factory(Vehicle.class, Lodger.class)) {
            Outbox outbox = Outbox.of(factory.sessionFactory());
            dev.signals.Connection keyless = outbox.map(Lodger.class, change -> Map.of());
            Vehicle vehicle = new Vehicle();
            factory.inTransaction(session -> session.persist(vehicle));

            assertThatThrownBy(() -> persistLodger(factory, vehicle)).hasStackTraceContaining("withAggregate");
            keyless.close();
            outbox.map(
                    Lodger.class,
                    change -> OutboxEvent.of(Map.of()).withAggregate("Lodger", change.instance().id.number));
            persistLodger(factory, vehicle);

            assertThat(rows(factory, "aggregateid")).containsExactly("3 ");
        }
    }

    private static void persistLodger(TestFactory factory, Vehicle vehicle) {
        factory.inTransaction(session -> {
            Lodger lodger = new Lodger();
            lodger.id.of = session.getReference(Vehicle.class, vehicle.id);
            session.persist(lodger);
        });
    }

    @Test
    void anIdentifierMayBeLong() {
        try (TestFactory factory = factory(House.class)) {
            Outbox.of(factory.sessionFactory()).map(House.class, change -> Map.of());
            House house = new House();
            house.place = new Place("Llanfair".repeat(30), 7);

            factory.inTransaction(session -> session.persist(house));

            assertThat(rows(factory, "aggregateid")).singleElement().asString().contains(house.place.city());
        }
    }

    @Test
    void aKeyThatIsTooLongFailsTheCommitWithWhatToDo() {
        try (TestFactory factory = factory(Vehicle.class)) {
            Outbox.of(factory.sessionFactory())
                    .map(Vehicle.class, change -> OutboxEvent.of(Map.of()).withAggregate("road", "k".repeat(4001)));

            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Vehicle())))
                    .hasStackTraceContaining("the aggregate id of the event for " + Vehicle.class.getName()
                            + " has 4001 characters, and its column takes 4000")
                    .hasStackTraceContaining("withAggregate(type, id)");
        }
    }

    @Test
    void aTraceThatIsNoneIsLeftOut() {
        try (TestFactory factory = factory(Vehicle.class)) {
            Outbox.of(factory.sessionFactory()).map(Vehicle.class, change -> Map.of());

            factory.inTransaction(session -> {
                factory.signals().context(session).put("traceparent", "0".repeat(300));
                session.persist(new Vehicle());
            });

            assertThat(rows(factory, "traceparent")).containsExactly("");
        }
    }

    @Test
    void theTenantIsInTheRow() {
        try (TestFactory factory = factory(Memo.class)) {
            Outbox.of(factory.sessionFactory()).map(Memo.class, change -> Map.of());

            try (Session session = factory.sessionFactory()
                    .withOptions()
                    .tenantIdentifier((Object) "a")
                    .openSession()) {
                session.beginTransaction();
                session.persist(new Memo());
                session.getTransaction().commit();
            }

            assertThat(rows(factory, "tenant, aggregateid")).containsExactly("a 1 ");
        }
    }
}
