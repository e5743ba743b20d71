package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.Houses.Chair;
import dev.signals.it.harmless.Houses.Door;
import dev.signals.it.harmless.Houses.House;
import dev.signals.it.harmless.Houses.Lamp;
import dev.signals.it.harmless.Houses.Link;
import dev.signals.it.harmless.Houses.Room;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes an orphan in a flush is deleted by it, and what only an orphan refers to is not persisted, if Hibernate does not come to it
 * before. So it is neither inserted for the sake of receivers nor announced as saved.
 */
@OnEveryDatabase
class OrphansInTheFlushIT {

    private final SameWork same;

    OrphansInTheFlushIT(Database database) {
        same = SameWork.of(database, House.class, Room.class, Lamp.class, Chair.class, Door.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aNewChildOfAnOrphanIsInsertedOnlyIfHibernateInsertsIt() {
        newChildren()
                .forEach((name, child) -> compare(name, (session, house, link) -> {
                    child.accept(link.get(house));
                    link.set(house, null);
                }));
    }

    @Test
    void aNewChildOfAnOrphanThatIsReplacedIsInsertedOnlyIfHibernateInsertsIt() {
        newChildren()
                .forEach((name, child) -> compare(name, (session, house, link) -> {
                    child.accept(link.get(house));
                    Room other = new Room();
                    child.accept(other);
                    link.set(house, other);
                }));
    }

    @Test
    void aNewChildOfWhatIsRemovedIsInsertedOnlyIfHibernateInsertsIt() {
        newChildren()
                .forEach((name, child) -> compare(name, (session, house, link) -> {
                    Room room = link.get(house);
                    child.accept(room);
                    link.set(house, null);
                    session.remove(room);
                }));
    }

    @Test
    void aNewChildOfAnOrphanOfARemovedOwnerIsInsertedOnlyIfHibernateInsertsIt() {
        newChildren()
                .forEach((name, child) -> compare(name, (session, house, link) -> {
                    child.accept(link.get(house));
                    session.remove(house);
                }));
    }

    @Test
    void aNewChildOfWhatIsMovedToAnotherOwner() {
        newChildren()
                .forEach((name, child) -> compare(name, (session, house, link) -> {
                    Room room = link.get(house);
                    child.accept(room);
                    link.set(house, null);
                    House other = new House();
                    link.set(other, room);
                    session.persist(other);
                }));
    }

    @Test
    void anOrphanThatIsChangedIsOnlyDeleted() {
        isOnlyDeleted((session, house, link) -> {
            link.get(house).name = "b";
            link.set(house, null);
        });
    }

    @Test
    void anOrphanWhoseBackReferenceIsNullIsOnlyDeleted() {
        isOnlyDeleted((session, house, link) -> {
            Room room = link.get(house);
            link.set(house, null);
            room.house = null;
            room.above = null;
            room.name = "b";
        });
    }

    @Test
    void anOrphanThatIsRemovedTooIsOnlyDeleted() {
        isOnlyDeleted((session, house, link) -> {
            Room room = link.get(house);
            link.set(house, null);
            room.name = "b";
            session.remove(room);
        });
    }

    @Test
    void anOrphanOfAQueryThatFlushesIsOnlyDeleted() {
        isOnlyDeleted((session, house, link) -> {
            link.get(house).name = "b";
            link.set(house, null);
            session.createSelectionQuery("from Room", Room.class).getResultList();
        });
    }

    @Test
    void aChildOfARemovedOwnerIsOnlyDeleted() {
        isOnlyDeleted((session, house, link) -> {
            link.get(house).name = "b";
            session.remove(house);
        });
    }

    @Test
    void whatIsRemovedAndPersistedAgainByTheFlushIsSaved() {
        for (Link link : Link.values()) {
            EventLog log = new EventLog();
            same.compare(link.toString(), Listening.EVERYTHING, log, factory -> {
                Long id = saved(factory, link);
                log.clear();
                factory.inTransaction(session -> {
                    House house = session.find(House.class, id);
                    Room room = link.get(house);
                    room.lamps.size();
                    room.name = "b";
                    session.remove(room); // The house still holds it.
                });
                return rows(factory);
            });

            same.assertions()
                    .assertThat(log.lines())
                    .as(link.toString())
                    .containsExactly(
                            "pre_delete Room EXPLICIT",
                            "pre_save Room",
                            "post_save Room",
                            "changed Room",
                            "changed Room",
                            "post_save Room");
        }
    }

    @Test
    void anElementThatIsAddedToWhatIsPersistedAgainIsAnnouncedAsAdded() {
        for (Link link : Link.values()) {
            EventLog log = new EventLog();
            same.compare(link.toString(), Listening.M2M_CHANGED, log, factory -> {
                Long id = saved(factory, link);
                log.clear();
                factory.inTransaction(session -> {
                    House house = session.find(House.class, id);
                    Room room = link.get(house);
                    Lamp lamp = new Lamp();
                    session.persist(lamp);
                    room.lamps.add(lamp);
                    session.remove(room);
                });
                return rows(factory);
            });

            same.assertions()
                    .assertThat(log.lines())
                    .as(link.toString())
                    .containsExactly("m2m_changed (pre_add lamps) Room", "m2m_changed (post_add lamps) Room");
        }
    }

    private interface Edit {
        void on(Session session, House house, Link link);
    }

    private static Map<String, Consumer<Room>> newChildren() {
        Map<String, Consumer<Room>> children = new LinkedHashMap<>();
        children.put("many-to-many", room -> room.lamps.add(new Lamp()));
        children.put("one-to-many", room -> {
            Chair chair = new Chair();
            chair.room = room;
            room.chairs.add(chair);
        });
        children.put("one-to-one", room -> room.door = new Door());
        children.put("grandchild", room -> {
            room.door = new Door();
            room.door.lamp = new Lamp();
        });
        return children;
    }

    /** Edits a house with one room, by each link, with each of both loaded first. What is announced before is announced after. */
    private void compare(String name, Edit edit) {
        for (Link link : Link.values()) {
            for (boolean roomFirst : new boolean[] {true, false}) {
                for (Listening listening : same.mixtures()) {
                    EventLog log = new EventLog();
                    String description = name + " by " + link + ", room first " + roomFirst;
                    SameWork.Outcome outcome = same.compare(description, listening, log, factory -> {
                        edit(factory, link, roomFirst, edit);
                        return rows(factory);
                    });
                    if (listening == Listening.BOTH_SAVES && outcome.failure().isEmpty()) {
                        same.assertions()
                                .assertThat(saves(log, "pre_save", " new"))
                                .as(description + ": " + log.lines())
                                .isEqualTo(saves(log, "post_save", " created"));
                    }
                }
            }
        }
    }

    private static List<String> saves(EventLog log, String event, String suffix) {
        return log.lines().stream()
                .filter(line -> line.startsWith(event + " ") && line.endsWith(suffix))
                .map(line -> line.substring(event.length(), line.length() - suffix.length()))
                .sorted()
                .toList();
    }

    private void isOnlyDeleted(Edit edit) {
        for (Link link : Link.values()) {
            for (boolean roomFirst : new boolean[] {true, false}) {
                EventLog log = new EventLog();
                String description = link + ", room first " + roomFirst;
                SameWork.Outcome outcome = same.compare(description, Listening.SAVES_AND_DELETIONS, log, factory -> {
                    edit(factory, link, roomFirst, (session, house, each) -> {
                        log.clear();
                        edit.on(session, house, each);
                    });
                    return rows(factory);
                });
                if (outcome.failure()
                        .isEmpty()) { // An enhanced orphan is updated behind its deletion, where Hibernate fails.
                    same.assertions()
                            .assertThat(log.lines().stream()
                                    .filter(line -> line.contains(" Room"))
                                    .map(line -> line.replaceAll(" Room.*", "")))
                            .as(description)
                            .containsExactly("pre_delete", "post_delete");
                }
            }
        }
    }

    private static void edit(TestFactory factory, Link link, boolean roomFirst, Edit edit) {
        Long id = saved(factory, link);
        Long room = factory.fromTransaction(session -> link.get(session.find(House.class, id)).id);
        factory.inTransaction(session -> {
            if (roomFirst) {
                session.find(Room.class, room);
            }
            edit.on(session, session.find(House.class, id), link);
        });
    }

    private static Long saved(TestFactory factory, Link link) {
        House house = new House();
        Room room = new Room();
        room.lamps.add(new Lamp());
        link.set(house, room);
        factory.inTransaction(session -> session.persist(house));
        return house.id;
    }

    /** How many rows there are in all; the tests leave their rows behind, in both databases alike. */
    private static String rows(TestFactory factory) {
        return factory.fromTransaction(session ->
                List.of("House", "Room", "Lamp", "Chair", "Door", "Room_Lamp").stream()
                        .map(table -> table + " "
                                + session.createNativeQuery("select count(*) from " + table, Long.class)
                                        .getSingleResult())
                        .toList()
                        .toString());
    }
}
