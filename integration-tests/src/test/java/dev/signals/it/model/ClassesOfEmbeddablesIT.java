package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Changes;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An embeddable with subclasses has a column that tells its class. Hibernate counts it among the parts, but it is no attribute.
 */
class ClassesOfEmbeddablesIT {

    @Embeddable
    @DiscriminatorColumn(name = "kind")
    @DiscriminatorValue("house")
    static class Address {
        String city;

        static Address in(Address address, String city) {
            address.city = city;
            return address;
        }
    }

    @Embeddable
    @DiscriminatorValue("box")
    static class Letterbox extends Address {
        Integer number;
    }

    @Entity(name = "Guest")
    static class Guest {
        @Id
        Long id;

        String name;

        @Embedded
        Address address;
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Guest.class, Address.class, Letterbox.class);
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void log() {
        factory.signals().preSave().connect(Guest.class, event -> {
            if (!event.isNew()) {
                log.add("pre " + event.changes().attributes());
            }
        });
        factory.signals()
                .postSave()
                .connect(Guest.class, event -> log.add("post " + event.changes().attributes()));
        factory.signals()
                .changed()
                .connect(
                        Guest.class,
                        event -> log.add(event.kind() + " " + event.changes().attributes()),
                        includingCreatedAndDeleted());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void persist() {
        Guest guest = new Guest();
        guest.id = 1L;
        guest.address = Address.in(new Address(), "Rome");
        factory.inTransaction(session -> session.persist(guest));
    }

    private void change(Consumer<Guest> work) {
        persist();
        log.clear();
        factory.inTransaction(session -> work.accept(session.find(Guest.class, 1L)));
    }

    @Test
    void itIsNotAmongTheChangesOfANewRow() {
        persist();

        assertThat(log).containsExactly("post [address.city]", "CREATED [address.city]");
    }

    @Test
    void itIsNotAmongTheChangesOfADeletedRow() {
        persist();
        log.clear();

        factory.inTransaction(session -> session.remove(session.find(Guest.class, 1L)));

        assertThat(log).containsExactly("DELETED [address.city]");
    }

    /** Hibernate does not see the class alone, but writes it with the row. */
    @Test
    void anotherClassWithTheSamePartsIsAChangeOfTheEmbeddable() {
        List<Object> classes = new ArrayList<>();
        factory.signals().postSave().connect(Guest.class, event -> {
            if (!event.created()) {
                Changes changes = event.changes();
                classes.add(Objects.requireNonNull(changes.get("address")).oldValue());
                classes.add(Objects.requireNonNull(changes.get("address")).newValue());
            }
        });
        factory.signals()
                .changed()
                .connect(Guest.class, event -> log.add("asked " + event.kind()), onChange("address"));

        change(guest -> {
            guest.name = "a";
            guest.address = Address.in(new Letterbox(), "Rome");
        });

        assertThat(factory.sql("select kind from Guest")).isEqualTo("box");
        assertThat(log)
                .containsExactly(
                        "pre [address, name]", "post [address, name]", "UPDATED [address, name]", "asked UPDATED");
        assertThat(classes).hasExactlyElementsOfTypes(Address.class, Letterbox.class);
    }

    @Test
    void anotherClassWithOtherPartsIsAChangeOfBoth() {
        change(guest -> guest.address = Address.in(new Letterbox(), "Paris"));

        assertThat(log)
                .containsExactly(
                        "pre [address.city, address]",
                        "post [address.city, address]",
                        "UPDATED [address.city, address]");
    }

    @Test
    void theSameClassWithOtherPartsIsAChangeOfTheParts() {
        change(guest -> guest.address = Address.in(new Address(), "Paris"));

        assertThat(log).containsExactly("pre [address.city]", "post [address.city]", "UPDATED [address.city]");
    }
}
