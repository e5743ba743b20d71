package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Setters of identifiers that take a value only once. Hibernate calls them once when it merges a new entity. The library would like to
 * take the identifier out of the copy for its receivers, and leaves it there if the setter is against it.
 */
class SetOnceIdentifiersIT {

    private final SameWork same = SameWork.of(
            Database.H2,
            Map.of(SignalSettings.STRICT, "true"),
            Ticket.class,
            Invoice.class,
            Voucher.class,
            Stamp.class,
            Badge.class,
            Label.class,
            Seat.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aUuidThatIsSetOnce() {
        assertMerged(Ticket::new, Ticket::getId);
    }

    @Test
    void anIdentifierOfASequenceThatIsSetOnce() {
        assertMerged(Invoice::new, Invoice::getId);
    }

    @Test
    void anIdentifierThatMayBeSetToTheSameValueAgain() {
        assertMerged(Voucher::new, Voucher::getId);
    }

    @Test
    void anIdentifierThatIsNeverNull() {
        assertMerged(Stamp::new, Stamp::getId);
    }

    @Test
    void anIdentifierOfAPrimitiveType() {
        assertMerged(Badge::new, Badge::getId);
    }

    @Test
    void anIdentifierThatSilentlyStays() {
        assertMerged(Label::new, Label::getId);
    }

    @Test
    void anEmbeddedIdentifier() {
        assertMerged(() -> new Seat(new Place(1, 2)), Seat::getId);
    }

    private <E> void assertMerged(Supplier<E> made, Function<E, @Nullable Object> id) {
        same.compare("merged", factory -> {
            E merged = factory.fromTransaction(session -> session.merge(made.get()));
            assertThat(id.apply(merged)).isNotNull();
            return factory.fromTransaction(session -> {
                List<?> rows = session.createSelectionQuery(
                                "from " + merged.getClass().getSimpleName(), Object.class)
                        .getResultList();
                rows.forEach(session::remove);
                return rows.size();
            });
        });
    }

    private static void refuseSecond(@Nullable Object first) {
        if (first != null) {
            throw new IllegalStateException("already set");
        }
    }

    @Entity(name = "Ticket")
    @Access(AccessType.PROPERTY)
    static class Ticket {
        private @Nullable UUID id;

        @Id
        @GeneratedValue
        public @Nullable UUID getId() {
            return id;
        }

        public void setId(UUID id) {
            refuseSecond(this.id);
            this.id = id;
        }
    }

    @Entity(name = "Invoice")
    @Access(AccessType.PROPERTY)
    static class Invoice {
        private @Nullable Long id;

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        public @Nullable Long getId() {
            return id;
        }

        public void setId(Long id) {
            refuseSecond(this.id);
            this.id = id;
        }
    }

    @Entity(name = "Voucher")
    @Access(AccessType.PROPERTY)
    static class Voucher {
        private @Nullable UUID id;

        @Id
        @GeneratedValue
        public @Nullable UUID getId() {
            return id;
        }

        public void setId(UUID id) {
            if (!id.equals(this.id)) {
                refuseSecond(this.id);
            }
            this.id = id;
        }
    }

    @Entity(name = "Stamp")
    @Access(AccessType.PROPERTY)
    static class Stamp {
        private @Nullable UUID id;

        @Id
        @GeneratedValue
        public @Nullable UUID getId() {
            return id;
        }

        public void setId(UUID id) {
            this.id = Objects.requireNonNull(id);
        }
    }

    @Entity(name = "Badge")
    @Access(AccessType.PROPERTY)
    static class Badge {
        private long id;

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        public long getId() {
            return id;
        }

        public void setId(long id) {
            refuseSecond(this.id == 0 ? null : this.id);
            this.id = id;
        }
    }

    @Entity(name = "Label")
    @Access(AccessType.PROPERTY)
    static class Label {
        private @Nullable UUID id;

        @Id
        @GeneratedValue
        public @Nullable UUID getId() {
            return id;
        }

        public void setId(UUID id) {
            if (this.id == null) {
                this.id = id;
            }
        }
    }

    @Entity(name = "Seat")
    @Access(AccessType.PROPERTY)
    static class Seat {
        private @Nullable Place id;

        Seat() {}

        Seat(Place id) {
            this.id = id;
        }

        @EmbeddedId
        public @Nullable Place getId() {
            return id;
        }

        public void setId(Place id) {
            refuseSecond(this.id);
            this.id = id;
        }
    }

    @Embeddable
    record Place(int line, int place) {}
}
