package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed though another entity holds it, and what receivers attach to other entities. */
@OnEveryDatabase
class KeptAndAttachedIT {

    @Entity(name = "House")
    static class House {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Room hall;

        @OneToMany(mappedBy = "house", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Room> rooms = new ArrayList<>();

        @ManyToMany
        List<Lamp> lamps = new ArrayList<>();

        @OneToOne(mappedBy = "house", cascade = CascadeType.ALL)
        Deed deed;

        @Embedded
        Box box = new Box();

        Room room() {
            Room room = new Room();
            room.house = this;
            rooms.add(room);
            return room;
        }
    }

    @Embeddable
    static class Box {
        String label;

        @ManyToOne
        Lamp lamp;

        @ElementCollection
        List<String> marks = new ArrayList<>();
    }

    /** Keeps its lamp by persist only, its chairs by all. */
    @Entity(name = "Room")
    static class Room {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        int version;

        @ManyToOne
        House house;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Lamp lamp;

        @OneToMany(mappedBy = "room", cascade = CascadeType.ALL)
        List<Chair> chairs = new ArrayList<>();

        Room() {}

        Room(Lamp lamp) {
            this.lamp = lamp;
        }
    }

    @Entity(name = "Lamp")
    static class Lamp {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;
    }

    @Entity(name = "Chair")
    static class Chair {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Room room;
    }

    @Entity(name = "Deed")
    static class Deed {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne
        House house;
    }

    private static final Class<?>[] ENTITIES = {House.class, Room.class, Lamp.class, Chair.class, Deed.class};

    private final Database database;
    private final TestFactory factory;
    private Long id = 0L;

    KeptAndAttachedIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @BeforeEach
    void aHouse() {
        id = saved(factory);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    /** A house with a hall that has a chair, and a room with a lamp. */
    private static Long saved(TestFactory factory) {
        return factory.fromTransaction(session -> {
            House house = new House();
            house.room().lamp = new Lamp();
            house.hall = new Room();
            Chair chair = new Chair();
            chair.room = house.hall;
            house.hall.chairs.add(chair);
            session.persist(house);
            return house.id;
        });
    }

    private void inTransaction(BiConsumer<Session, House> work) {
        factory.inTransaction(session -> work.accept(session, session.find(House.class, id)));
    }

    /** The work without the library and with it. */
    private Comparison compared(BiConsumer<Session, House> work) {
        return Comparison.of(
                database,
                (compared, log) -> {
                    Long house = saved(compared);
                    log.clear();
                    compared.inTransaction(session -> work.accept(session, session.find(House.class, house)));
                },
                ENTITIES);
    }

    @Test
    void whatAnOrphanHoldsIsDeletedAsHibernateDeletesIt() {
        Comparison comparison = compared((session, house) -> {
            Room room = house.rooms.get(0);
            room.lamp.name = "changed";
            session.remove(room.lamp);
            house.rooms.remove(room);
        });

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .containsExactly(
                        "pre_delete Lamp EXPLICIT", "pre_delete Room ORPHAN", "post_delete Lamp", "post_delete Room");
    }

    @Test
    void aRemovedChildOfAnOrphanIsAnnouncedOnce() {
        Comparison comparison = compared((session, house) -> {
            session.remove(house.hall.chairs.get(0));
            house.hall = null;
        });

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .filteredOn(event -> event.startsWith("pre_delete Chair"))
                .hasSize(1);
    }

    @Test
    void aRemovalIsNotTakenBackIfAReceiverLetsGoOfWhatIsRemoved() {
        factory.signals()
                .preSave()
                .connect(House.class, event -> event.instance().rooms.get(0).lamp = null);

        inTransaction((session, house) -> {
            session.remove(house.rooms.get(0).lamp);
            house.name = "changed";
        });

        assertThat(factory.count("Lamp")).isZero();
    }

    @Test
    void aQueryWhoseFlushIsHeldTakesNoRemovalBack() {
        factory.signals()
                .preDelete()
                .connect(
                        Room.class,
                        event -> event.session()
                                .createSelectionQuery("select count(*) from Lamp", Long.class)
                                .getSingleResult());

        inTransaction((session, house) -> {
            Room room = house.rooms.remove(0);
            session.remove(room.lamp);
            session.remove(room);
        });

        assertThat(factory.count("Lamp")).isZero();
    }

    @Test
    void aReceiverMayFlushBelowTwoNewEntities() {
        factory.signals().preSave().connect(Lamp.class, event -> event.session().flush());

        inTransaction((session, house) -> {
            house.room().lamp = new Lamp();
            house.hall = new Room(new Lamp());
        });

        assertThat(factory.count("Lamp")).isEqualTo(3);
        assertThat(factory.sql("select count(*) from Room where lamp_id is not null"))
                .isEqualTo(3L);
    }

    @Test
    void aMergedEntityToWhichAReceiverAttachesANewOneIsAnnouncedOnce() {
        EventLog log = EventLog.of(factory.signals());
        factory.signals().preSave().connect(House.class, event -> event.instance().hall = new Room());

        factory.inTransaction(session -> session.merge(new House()));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save House new", "pre_save Room new", "post_save House created", "post_save Room created");
    }

    @Test
    void whatAReceiverAttachesToTheFarSideOfAMergedEntityIsKept() {
        factory.signals().preSave().connect(House.class, event -> {
            House house = event.instance();
            house.deed = new Deed();
            house.deed.house = house;
            if (house.box.marks == null) {
                house.box.marks = new ArrayList<>();
            }
            house.box.marks.add("mark");
        });
        House given = new House();
        given.box.label = "box";
        given.box.marks.add("mark");

        factory.inTransaction(session -> session.merge(given));

        assertThat(factory.count("Deed")).isEqualTo(1);
        assertThat(factory.count("House_marks")).isEqualTo(2);
    }

    @Test
    void aReceiverMayQueryThoughTheNewEntityIsHeldWithoutCascade() {
        factory.signals().preSave().connect(Lamp.class, event -> {
            House house = event.session().find(House.class, id);
            house.lamps.add(event.instance());
            house.box.lamp = event.instance();
            event.session()
                    .createSelectionQuery("select count(*) from House", Long.class)
                    .getSingleResult();
        });

        factory.inTransaction(session -> session.persist(new Lamp()));

        assertThat(factory.count("House_Lamp")).isEqualTo(1);
        assertThat(factory.sql("select count(*) from House where lamp_id is not null"))
                .isEqualTo(1L);
    }

    @Test
    void aFlushThatWouldHaveToWriteTheNewEntityIntoAJoinTableIsRefused() {
        factory.signals().preSave().connect(Lamp.class, event -> {
            event.session().find(House.class, id).lamps.add(event.instance());
            event.session().flush();
        });

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Lamp())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("flush() is not possible while receivers are called for a new");
    }
}
