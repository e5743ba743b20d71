package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/**
 * An identifier may hold an entity, as of an embeddable with an association. The text of an event names that by its own identifier: its
 * {@code toString} would load it, in the middle of reading the rows of a query.
 */
@OnEveryDatabase
class IdentifiersInWordsIT {

    private static final Class<?>[] ENTITIES = {Room.class, Seat.class, Rank.class, Stage.class, Plan.class, Door.class
    };

    private final Database database;

    IdentifiersInWordsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Room")
    static class Room implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        Long id;

        String name = "hall";

        @Override
        public String toString() {
            return name;
        }
    }

    @Embeddable
    static class SeatKey implements Serializable {
        private static final long serialVersionUID = 1L;

        @ManyToOne(fetch = FetchType.LAZY)
        Room room;

        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatKey key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public String toString() {
            return number + " of " + room;
        }
    }

    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        SeatKey key = new SeatKey();

        String text = "a";
    }

    static class RankKey implements Serializable {
        private static final long serialVersionUID = 1L;

        Room room;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof RankKey key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public String toString() {
            return number + " of " + room;
        }
    }

    @Entity(name = "Rank")
    @IdClass(RankKey.class)
    static class Rank {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Room room;

        @Id
        int number;

        String text = "a";
    }

    /** Its own identifier. */
    @Entity(name = "Stage")
    static class Stage implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Room room;

        @Id
        int number;

        String text = "a";

        @Override
        public boolean equals(Object other) {
            return other instanceof Stage stage && stage.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public String toString() {
            return number + " of " + room + ", " + text;
        }
    }

    @Entity(name = "Plan")
    static class Plan {
        @Id
        @OneToOne(fetch = FetchType.LAZY)
        Room room;

        String text = "a";
    }

    @Entity(name = "Door")
    static class Door {
        @Id
        Long id;

        @MapsId
        @OneToOne(fetch = FetchType.LAZY)
        Room room;

        String text = "a";
    }

    private static void save(TestFactory factory) {
        factory.inTransaction(session -> {
            Room room = new Room();
            room.id = 7L;
            session.persist(room);
            Seat seat = new Seat();
            seat.key.room = room;
            seat.key.number = 1;
            Rank rank = new Rank();
            rank.room = room;
            rank.number = 2;
            Stage stage = new Stage();
            stage.room = room;
            stage.number = 3;
            Plan plan = new Plan();
            plan.room = room;
            Door door = new Door();
            door.room = room;
            List.of(seat, rank, stage, plan, door).forEach(session::persist);
        });
    }

    private static List<Object> each(Session session, Consumer<Object> work) {
        List<Object> all = new ArrayList<>();
        all.addAll(session.createSelectionQuery("from Seat", Seat.class).getResultList());
        all.addAll(session.createSelectionQuery("from Rank", Rank.class).getResultList());
        all.addAll(session.createSelectionQuery("from Stage", Stage.class).getResultList());
        all.addAll(session.createSelectionQuery("from Plan", Plan.class).getResultList());
        all.addAll(session.createSelectionQuery("from Door", Door.class).getResultList());
        all.forEach(work);
        return all;
    }

    private static void change(Object entity) {
        if (entity instanceof Seat seat) {
            seat.text = "b";
        } else if (entity instanceof Rank rank) {
            rank.text = "b";
        } else if (entity instanceof Stage stage) {
            stage.text = "b";
        } else if (entity instanceof Plan plan) {
            plan.text = "b";
        } else if (entity instanceof Door door) {
            door.text = "b";
        }
    }

    @Test
    void theTextOfAnEventLoadsNothing() {
        try (SameWork same = SameWork.of(database, ENTITIES)) {
            same.compare("work", factory -> {
                save(factory);
                factory.inTransaction(session -> each(session, entity -> {}));
                factory.inTransaction(session -> each(session, IdentifiersInWordsIT::change));
                factory.inTransaction(session -> each(session, session::remove));
                factory.inTransaction(session -> session.remove(session.find(Room.class, 7L)));
                return "done";
            });
            same.assertAll();
        }
    }

    @Test
    void theTextOfAnEventNamesEntitiesByTheirIdentifiers() {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            save(factory);
            List<String> texts = new ArrayList<>();
            factory.signals().postInit().connect(event -> {
                texts.add(event.summary());
                assertThat(event.toString()).endsWith(event.summary().replaceAll(".*#", "#"));
            });

            factory.inTransaction(session -> each(session, Objects::requireNonNull));

            assertThat(texts)
                    .containsExactly(
                            "post_init Seat#{number=1, room=7}",
                            "post_init Rank#{number=2, room=7}",
                            "post_init Stage#{number=3, room=7}",
                            "post_init Plan#{room=7}",
                            "post_init Door#7");
        }
    }
}
