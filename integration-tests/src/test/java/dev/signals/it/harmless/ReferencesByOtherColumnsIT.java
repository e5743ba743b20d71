package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * References by another unique column than the primary key. Hibernate loads what they refer to, for the value of that column, in
 * its own dirty check: after the cascades of the flush, and not at all if the flush fails before.
 */
class ReferencesByOtherColumnsIT {

    private final SameWork same = SameWork.of(Database.H2, Country.class, Town.class, Sign.class);

    ReferencesByOtherColumnsIT() {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= 4; id++) {
                session.persist(new Country(id));
            }
        }));
    }

    @AfterEach
    void close() {
        Town.found = null;
        try (same) {
            same.assertAll();
        }
    }

    private enum Reference {
        MANY_TO_ONE((town, country) -> town.country = country),
        ONE_TO_ONE((town, country) -> town.rules = country),
        IN_AN_EMBEDDABLE((town, country) -> town.place.country = country),
        OTHER_EMBEDDABLE((town, country) -> town.place = new Place(country)),
        IN_A_NESTED_EMBEDDABLE((town, country) -> town.past.place.country = country),
        BESIDE_A_COLLECTION((town, country) -> town.past = new Past(country)),
        NOT_UPDATED((town, country) -> town.origin = country),
        ALL((town, country) -> {
            town.country = country;
            town.place = new Place(country);
            town.past = new Past(country);
        });

        private final BiConsumer<Town, @Nullable Country> setter;

        Reference(BiConsumer<Town, @Nullable Country> setter) {
            this.setter = setter;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedAfterTheCascadesOfTheFlush(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, session.getReference(Country.class, 2L));
            town.signs.add(new Sign());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreNotLoadedIfTheFlushFailsBefore(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, session.getReference(Country.class, 2L));
            town.id = 9;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceIsTakenAway(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, null);
            town.signs.add(new Sign());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProxyOfTheSameEntityIsNoChange(Reference reference) {
        compare(reference, (session, town) -> {
            session.detach(session.find(Country.class, 1L));
            reference.setter.accept(town, session.getReference(Country.class, 1L));
            town.signs.add(new Sign());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedInTheFlushBeforeAQuery(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, session.getReference(Country.class, 2L));
            town.signs.add(new Sign());
            session.createSelectionQuery("from Sign", Sign.class).getResultList();
            session.createSelectionQuery("from Town", Town.class).getResultList();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedInTheFlushOfTheCommit(Reference reference) {
        compare(reference, (session, town) -> {
            session.setFlushMode(FlushModeType.COMMIT);
            reference.setter.accept(town, session.getReference(Country.class, 2L));
            town.signs.add(new Sign());
            session.createSelectionQuery("from Town", Town.class).getResultList();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedWithTheBatchThatHibernateLoads(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, session.getReference(Country.class, 2L));
            session.getReference(Country.class, 3L);
            town.signs.add(new Sign(session.getReference(Country.class, 4L)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void theFlushFindsThatThereIsNoRow(Reference reference) {
        compare(reference, (session, town) -> {
            reference.setter.accept(town, session.getReference(Country.class, 9L));
            town.signs.add(new Sign());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceThatACallbackLeavesIsNotLoadedAfterTheLastFlush(Reference reference) {
        compare(reference, (session, town) -> {
            Town.found = session.getReference(Country.class, 2L);
            Town.setter = reference.setter;
            town.name = "Basel";
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOfANewOrMergedTownIsLoadedByHibernate(Reference reference) {
        compare(reference, (session, town) -> {
            Town other = Town.of(2, session.getReference(Country.class, 2L));
            session.persist(other);
            reference.setter.accept(other, session.getReference(Country.class, 3L));
            Town detached = Town.of(1, session.getReference(Country.class, 4L));
            session.merge(detached);
            town.signs.add(new Sign());
        });
    }

    @Test
    void otherChangesBesideAnUnloadedReferenceAreFound() {
        for (Consumer<Town> change : List.<Consumer<Town>>of(
                town -> town.name = "Basel",
                town -> town.place.street = "Rheingasse",
                town -> town.past.place.street = "Rheingasse",
                town -> town.past.names.add("Basilea"))) {
            compare(Reference.IN_AN_EMBEDDABLE, (session, town) -> {
                session.detach(session.find(Country.class, 1L));
                Country proxy = session.getReference(Country.class, 1L);
                town.country = proxy;
                town.place.country = proxy;
                town.past.place.country = proxy;
                change.accept(town);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "an enhanced entity notes that the reference was set")
    void onlyAReferenceToAnotherEntityIsAnnounced(Reference reference) {
        assertAnnounced(reference, 1L, 0);
        assertAnnounced(reference, 2L, 1);
    }

    private void assertAnnounced(Reference reference, long country, int times) {
        EventLog log = new EventLog();
        same.compare(reference + " to " + country, Listening.PRE_SAVE, log, factory -> {
            persist(factory);
            factory.inTransaction(session -> {
                Town town = session.find(Town.class, 1L);
                session.detach(session.find(Country.class, 1L));
                reference.setter.accept(town, session.getReference(Country.class, country));
            });
            factory.inTransaction(session -> session.remove(session.find(Town.class, 1L)));
            return null;
        });
        same.assertions()
                .assertThat(log.lines())
                .as(reference + " to " + country)
                .filteredOn(line -> line.endsWith("Town"))
                .hasSize(times);
    }

    private void compare(Reference reference, BiConsumer<Session, Town> work) {
        same.compare(reference.toString(), factory -> {
            List<?> done = List.of(once(factory, work), rows(factory));
            factory.inTransaction(session -> session.createSelectionQuery("from Town", Town.class)
                    .getResultList()
                    .forEach(session::remove));
            return done;
        });
    }

    /** Does the work, and tells which countries are loaded at its end. */
    private static List<String> once(TestFactory factory, BiConsumer<Session, Town> work) {
        persist(factory);
        List<String> end = new ArrayList<>();
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Town.found = null;
            work.accept(session, session.find(Town.class, 1L));
            List<Country> countries = Stream.of(2L, 3L, 4L)
                    .map(id -> session.getReference(Country.class, id))
                    .toList();
            try {
                session.getTransaction().commit();
            } catch (RuntimeException e) {
                end.add(e.getClass().getName());
            }
            countries.forEach(country -> end.add(String.valueOf(Hibernate.isInitialized(country))));
        }
        return end;
    }

    private static void persist(TestFactory factory) {
        factory.inTransaction(session -> session.persist(Town.of(1, session.find(Country.class, 1L))));
    }

    private static List<?> rows(TestFactory factory) {
        return factory.fromTransaction(session ->
                session.createNativeQuery("select * from town order by id", Object.class).getResultList().stream()
                        .map(row -> Arrays.toString((Object[]) row))
                        .toList());
    }

    @Entity(name = "Country")
    @BatchSize(size = 2)
    static class Country {
        @Id
        long id;

        @Column(unique = true)
        String code;

        Country() {}

        Country(long id) {
            this.id = id;
            this.code = "c" + id;
        }
    }

    @Entity(name = "Sign")
    static class Sign {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(referencedColumnName = "code")
        Country country;

        Sign() {}

        Sign(Country country) {
            this.country = country;
        }
    }

    @Embeddable
    static class Place {
        String street = "Gerberngasse";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "place_country", referencedColumnName = "code")
        Country country;

        Place() {}

        Place(@Nullable Country country) {
            this.country = country;
        }
    }

    @Embeddable
    static class OldPlace {
        @Column(name = "old_street")
        String street = "Gerberngasse";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "old_country", referencedColumnName = "code")
        Country country;
    }

    @Embeddable
    static class Past {
        @ElementCollection
        List<String> names = new ArrayList<>();

        OldPlace place = new OldPlace();

        Past() {}

        Past(@Nullable Country country) {
            place.country = country;
        }
    }

    @Entity(name = "Town")
    static class Town {

        /** What the callback sets, and how. */
        static @Nullable Country found;

        static BiConsumer<Town, @Nullable Country> setter;

        @Id
        long id;

        String name = "Bern";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country", referencedColumnName = "code")
        Country country;

        @OneToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "rules", referencedColumnName = "code")
        Country rules;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "origin", referencedColumnName = "code", updatable = false)
        Country origin;

        Place place = new Place();

        Past past = new Past();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "town")
        List<Sign> signs = new ArrayList<>();

        static Town of(long id, Country country) {
            Town town = new Town();
            town.id = id;
            town.country = country;
            town.rules = country;
            town.origin = country;
            town.place.country = country;
            town.past.place.country = country;
            return town;
        }

        @PostUpdate
        void updated() {
            if (found != null) {
                setter.accept(this, found);
            }
        }
    }
}
