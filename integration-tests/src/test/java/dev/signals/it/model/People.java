package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;

/** Persons with an address and a passport, and the changes of them as text. */
final class People {

    private People() {}

    static String line(Changes changes) {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            assertThat(changes.get(change.attribute())).isEqualTo(change);
            lines.add(change.attribute() + ": " + text(change.oldValue()) + " -> " + text(change.newValue()));
        }
        lines.sort(null);
        return String.join(", ", lines);
    }

    static String text(Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }

    @Embeddable
    static class Address {
        String street;
        String city;

        @ManyToOne
        Country country;

        Address() {}

        Address(String street, String city) {
            this.street = street;
            this.city = city;
        }
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        String code;

        Country() {}

        Country(String code) {
            this.code = code;
        }
    }

    @Entity(name = "Person")
    @DynamicUpdate
    static class Person {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;
        byte[] picture;

        @Column(updatable = false)
        String birthplace;

        @Embedded
        Address address;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        Person boss;

        @OneToOne(mappedBy = "owner", cascade = CascadeType.ALL)
        Passport passport;

        @ElementCollection
        List<String> nicknames = new ArrayList<>();
    }

    @Entity(name = "Passport")
    static class Passport {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String number;

        @UpdateTimestamp
        Instant updatedAt;

        @OneToOne
        Person owner;
    }
}
