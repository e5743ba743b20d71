package dev.signals.examples.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MapKeyJoinColumn;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entity with an identifier of two attributes, a time with its zone, and a map whose keys are entities. */
class UnusualEntitiesTest {

    static class SeatKey {
        int line;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatKey key && key.line == line && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(line, number);
        }
    }

    @Entity(name = "Seat")
    @IdClass(SeatKey.class)
    static class Seat {
        @Id
        int line;

        @Id
        int number;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        OffsetDateTime soldAt;

        @ElementCollection
        @MapKeyJoinColumn
        Map<Guest, Integer> claims = new HashMap<>();
    }

    @Entity(name = "Guest")
    static class Guest {
        @Id
        long id;
    }

    private static final OffsetDateTime SOLD = OffsetDateTime.parse("2026-05-01T10:00+02:00");

    private final SessionFactory factory = new HibernatePersistenceConfiguration("unusual")
            .managedClasses(EntityVersion.class, Seat.class, Guest.class)
            .jdbcUrl("jdbc:h2:mem:unusual")
            .schemaToolingAction(Action.CREATE_DROP)
            .createEntityManagerFactory();
    private final SeatKey key = new SeatKey();

    @BeforeEach
    void sell() {
        key.line = 1;
        key.number = 2;
        new HistoryRecorder(InstantSource.system()).connect(ModelSignals.of(factory));
        factory.inTransaction(session -> {
            Guest guest = new Guest();
            guest.id = 7;
            session.persist(guest);
            Seat seat = new Seat();
            seat.line = 1;
            seat.number = 2;
            seat.soldAt = SOLD;
            seat.claims.put(guest, 3);
            session.persist(seat);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void restoreFirst() {
        factory.inTransaction(session -> {
            History history = new History(session);
            history.restore(history.of(Seat.class, key).get(0));
        });
    }

    private void assertRestored() {
        factory.inTransaction(session -> {
            Seat seat = session.find(Seat.class, key);
            assertThat(seat.soldAt).isEqualTo(SOLD);
            assertThat(seat.soldAt.getOffset()).isEqualTo(SOLD.getOffset());
            assertThat(seat.claims.keySet()).extracting(guest -> guest.id).containsExactly(7L);
        });
    }

    @Test
    void aChangedEntityIsRestored() {
        factory.inTransaction(session -> {
            Seat seat = session.find(Seat.class, key);
            seat.soldAt = null;
            seat.claims.clear();
        });

        restoreFirst();

        assertRestored();
    }

    @Test
    void aDeletedEntityIsRestored() {
        factory.inTransaction(session -> session.remove(session.find(Seat.class, key)));

        restoreFirst();

        assertRestored();
    }
}
