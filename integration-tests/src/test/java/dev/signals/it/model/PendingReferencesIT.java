package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.PendingChanges;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pending changes of references by another column than the primary key: Hibernate's dirty check loads what they refer to,
 * a look at what is pending must not.
 */
@OnEveryDatabase
@DisabledIfSystemProperty(
        named = "signals.test.enhanced",
        matches = "true",
        disabledReason = "Hibernate does not load an enhanced entity for that, and writes null")
class PendingReferencesIT {

    @Entity(name = "Country")
    static class Country {
        @Id
        long id;

        @Column(unique = true, nullable = false)
        String code;

        @OneToOne(mappedBy = "rules", fetch = FetchType.LAZY)
        Town ruledFrom;

        Country() {}

        Country(long id, String code) {
            this.id = id;
            this.code = code;
        }
    }

    @Embeddable
    static class Place {
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "place_code", referencedColumnName = "code")
        Country country;

        Place() {}

        Place(Country country) {
            this.country = country;
        }
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        long id;

        String name = "Bern";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country_code", referencedColumnName = "code")
        Country country;

        @OneToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "ruled_code", referencedColumnName = "code")
        Country rules;

        Place place;
    }

    enum Reference {
        MANY_TO_ONE("country", (town, country) -> town.country = country),
        ONE_TO_ONE("rules", (town, country) -> town.rules = country),
        IN_AN_EMBEDDABLE("place.country", (town, country) -> town.place.country = country),
        OTHER_EMBEDDABLE("place.country", (town, country) -> town.place = new Place(country));

        private final String attribute;
        private final BiConsumer<Town, Country> setter;

        Reference(String attribute, BiConsumer<Town, Country> setter) {
            this.attribute = attribute;
            this.setter = setter;
        }
    }

    private final TestFactory factory;

    PendingReferencesIT(Database database) {
        factory = TestFactory.of(database, Country.class, Town.class);
        Country swiss = factory.saved(new Country(1, "CH"));
        factory.saved(new Country(2, "FR"));
        Town town = new Town();
        town.country = swiss;
        town.rules = swiss;
        town.place = new Place(swiss);
        factory.saved(town);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private PendingChanges changes(Session session, Town town) {
        factory.statements().clear();
        PendingChanges changes = factory.signals().changes(session, town);
        assertThat(factory.statements().all()).isEmpty();
        return changes;
    }

    @ParameterizedTest
    @EnumSource
    void anotherEntityIsToldWithoutLoadingIt(Reference reference) {
        factory.inTransaction(session -> {
            Town town = session.find(Town.class, 0L);
            Country other = session.getReference(Country.class, 2L);
            reference.setter.accept(town, other);

            PendingChanges changes = changes(session, town);

            assertThat(changes.attributes()).containsExactly(reference.attribute);
            assertThat(changes.get(reference.attribute).oldValue()).isEqualTo(1L);
            assertThat(changes.get(reference.attribute).newValue()).isEqualTo(2L);
            assertThat(Hibernate.isInitialized(other)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceThatIsTakenAwayIsToldWithoutLoadingIt(Reference reference) {
        factory.inTransaction(session -> {
            Town town = session.find(Town.class, 0L);
            reference.setter.accept(town, null);

            assertThat(changes(session, town).attributes()).containsExactly(reference.attribute);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theSameEntityIsNoChange(Reference reference) {
        factory.inTransaction(session -> {
            Town town = session.find(Town.class, 0L);
            reference.setter.accept(town, session.getReference(Country.class, 1L));

            assertThat(changes(session, town)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anotherInstanceOfTheSameEntityIsNoChangeAndNotLoaded(Reference reference) {
        Country detached = factory.fromTransaction(session -> session.getReference(Country.class, 1L));
        try (Session session = factory.sessionFactory().openSession()) {
            Town town = session.find(Town.class, 0L);
            reference.setter.accept(town, detached);

            assertThat(changes(session, town)).isEmpty();
        }
    }

    @Test
    void theFlushWritesWhatWasTold() {
        factory.inTransaction(session -> {
            Town town = session.find(Town.class, 0L);
            town.country = session.getReference(Country.class, 2L);
            assertThat(changes(session, town).attributes()).containsExactly("country");
        });

        factory.inTransaction(
                session -> assertThat(session.find(Town.class, 0L).country.code).isEqualTo("FR"));
    }

    @Test
    void theInverseSideIsNotCompared() {
        factory.inTransaction(session -> {
            Country france = session.find(Country.class, 2L);
            france.ruledFrom = session.getReference(Town.class, 0L);
            factory.statements().clear();

            assertThat(factory.signals().changes(session, france)).isEmpty();
            assertThat(factory.statements().all()).isEmpty();
        });
    }
}
