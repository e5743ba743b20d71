package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Without a persistence unit, a detached instance may be removed. Its row, and all that it takes along, are announced, whether or not
 * the session can tell without the database that there is a row. Nothing more is asked for that than Hibernate asks.
 */
class DetachedRemovalsIT {

    private static final Class<?>[] ENTITIES = {
        Assigned.class, Embedded.class, Numbered.class, House.class, Room.class, Lamp.class, Roof.class, Street.class
    };

    private final TestFactory factory = TestFactory.of(Database.H2, ENTITIES);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anInstanceOfWhichOnlyTheDatabaseKnowsIsAnnouncedWhenItIsDeleted() {
        afterwards();
        Assigned assigned = factory.saved(new Assigned());
        Embedded embedded = factory.saved(new Embedded());
        Numbered numbered = factory.saved(new Numbered());
        told.clear();
        factory.inTransaction(session -> {
            session.remove(assigned);
            session.remove(embedded);
            session.remove(numbered);
        });
        assertThat(told)
                .containsExactly(
                        "post Assigned",
                        "post Embedded",
                        "post Numbered",
                        "DELETED Assigned",
                        "DELETED Embedded",
                        "DELETED Numbered");
    }

    @Test
    void aRemovedInstanceThatHasNoRowIsNotAnnounced() {
        before();
        afterwards();
        factory.inTransaction(session -> {
            session.remove(new Assigned());
            session.remove(new Embedded());
        });
        assertThat(told).isEmpty();
    }

    @Test
    void anInstanceThatIsPersistedAgainIsNotAnnounced() {
        Assigned assigned = factory.saved(new Assigned());
        afterwards();
        factory.inTransaction(session -> {
            session.remove(assigned);
            session.persist(assigned);
        });
        assertThat(told).isEmpty();
        factory.inTransaction(session -> session.remove(assigned));
        assertThat(told).containsExactly("post Assigned", "DELETED Assigned");
    }

    @Test
    void whatADetachedInstanceTakesAlongIsAnnouncedInItsOrder() {
        House house = factory.saved(House.of(1));
        afterwards();
        factory.inTransaction(session -> session.remove(house));
        assertThat(told)
                .filteredOn(each -> each.startsWith("post"))
                .containsExactly("post Lamp", "post Room", "post Room", "post House", "post Roof");
        assertThat(told).filteredOn(each -> each.startsWith("DELETED")).hasSize(5);
        assertThat(factory.count("Room") + factory.count("Lamp") + factory.count("Roof"))
                .isZero();
    }

    @Test
    void whatADetachedInstanceTakesAlongIsAnnouncedBeforeItToo() {
        House house = factory.saved(House.of(1));
        before();
        afterwards();
        factory.inTransaction(session -> session.remove(house));
        for (String entity : List.of("Lamp", "Room", "House", "Roof")) {
            assertThat(told).contains("pre " + entity, "post " + entity, "DELETED " + entity);
        }
        assertThat(told).filteredOn(each -> each.startsWith("pre")).hasSize(5);
        assertThat(told).hasSize(15);
    }

    @Test
    void aReceiverOfWhatADetachedInstanceTakesAlongCanPreventTheRemoval() {
        House house = factory.saved(House.of(1));
        factory.signals().preDelete().connect(Room.class, event -> {
            throw new UnsupportedOperationException("kept");
        });
        assertThatThrownBy(() -> factory.inTransaction(session -> session.remove(house)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(factory.count("Room")).isEqualTo(2);
    }

    @Test
    void whatIsNotLoadedOfADetachedInstanceIsAnnounced() {
        factory.saved(House.of(1));
        before();
        afterwards();
        House house = factory.fromTransaction(session -> session.find(House.class, 1L));
        told.clear();
        factory.inTransaction(session -> session.remove(house));
        assertThat(told).filteredOn(each -> each.endsWith("Room")).hasSize(6);
        assertThat(told).hasSize(15);
    }

    @Test
    void theOrphansOfADetachedInstanceAreAnnounced() {
        House house = factory.saved(House.of(1));
        before();
        afterwards();
        house.rooms.remove(0);
        factory.inTransaction(session -> session.remove(house));
        assertThat(told).filteredOn(each -> each.startsWith("post Room")).hasSize(2);
        assertThat(told).hasSize(15);
    }

    @Test
    void aDetachedChildOfAManagedInstanceIsAnnounced() {
        factory.saved(House.of(1));
        before();
        afterwards();
        factory.inTransaction(session -> {
            House house = session.find(House.class, 1L);
            Hibernate.initialize(house.rooms);
            session.detach(house.rooms.get(0));
            session.detach(house.roof);
            session.remove(house);
        });
        assertThat(told).hasSize(15);
    }

    @Test
    void aRemovalOfDetachedInstancesAsksNothingMore() {
        try (SameWork same = SameWork.of(Database.H2, ENTITIES)) {
            compare(same, "loaded", session -> loaded(session.find(House.class, 1L)));
            compare(same, "rooms not loaded", session -> {
                House house = session.find(House.class, 1L);
                Hibernate.initialize(house.roof);
                return house;
            });
            compare(same, "with an orphan", session -> {
                House house = loaded(session.find(House.class, 1L));
                house.rooms.remove(0);
                return house;
            });
            compare(same, "made by hand", session -> House.of(1));
            compare(same, "transient", session -> House.of(2));
            compare(same, "a child", session -> session.find(Room.class, 11L));
            same.assertAll();
        }
    }

    private static House loaded(House house) {
        house.rooms.forEach(room -> Hibernate.initialize(room.lamps));
        Hibernate.initialize(house.roof);
        return house;
    }

    private static void compare(SameWork same, String name, Function<Session, Object> detached) {
        same.eachFactory(factory -> {
            factory.sessionFactory().getSchemaManager().truncateMappedObjects();
            factory.saved(House.of(1));
        });
        same.compare(name, factory -> {
            Object instance;
            try (Session session = factory.sessionFactory().openSession()) {
                instance = detached.apply(session);
            }
            try (Session session = factory.sessionFactory().openSession()) {
                session.beginTransaction();
                try {
                    session.remove(instance);
                    session.flush();
                } finally {
                    session.getTransaction().rollback();
                }
            }
            return "";
        });
    }

    private void before() {
        factory.signals().preDelete().connect(event -> told.add("pre " + name(event)));
    }

    private void afterwards() {
        factory.signals().postDelete().connect(event -> told.add("post " + name(event)));
        factory.signals().changed().connect(event -> {
            if (event.kind().toString().contains("DELETED")) {
                told.add(event.kind() + " " + name(event));
            }
        });
    }

    private static String name(ModelEvent<?> event) {
        return event.instance().getClass().getSimpleName();
    }

    @Entity(name = "Assigned")
    static class Assigned {
        @Id
        Long id = 1L;
    }

    @Entity(name = "Embedded")
    static class Embedded {
        @EmbeddedId
        Key id = new Key(1, 2);
    }

    @Embeddable
    record Key(int shelf, int place) {}

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        long id = 1;

        @Version
        int version;
    }

    @Entity(name = "House")
    static class House {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "house")
        List<Room> rooms = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
        Roof roof = new Roof();

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        Street street = new Street();

        static House of(long id) {
            House house = new House();
            house.id = id;
            house.roof.id = id;
            house.rooms.add(Room.of(10 * id + 1));
            house.rooms.add(Room.of(10 * id + 2));
            house.rooms.get(0).lamps.add(new Lamp());
            return house;
        }
    }

    @Entity(name = "Room")
    static class Room {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "room")
        List<Lamp> lamps = new ArrayList<>();

        static Room of(long id) {
            Room room = new Room();
            room.id = id;
            return room;
        }
    }

    @Entity(name = "Lamp")
    static class Lamp {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Roof")
    static class Roof {
        @Id
        long id;
    }

    @Entity(name = "Street")
    static class Street {
        @Id
        @GeneratedValue
        Long id;
    }
}
