package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.SortNatural;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * References by another unique column than the primary key, in the elements of collections. Hibernate loads what they refer to when
 * it compares the elements with its snapshot: after the cascades of the flush, and not at all if the flush fails before.
 */
class ReferencesInCollectionsIT {

    private final SameWork same = SameWork.of(Database.H2, Country.class, Town.class, Sign.class);

    ReferencesInCollectionsIT() {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.persist(new Country(id));
            }
            Town first = Town.with(session.find(Country.class, 1L));
            session.persist(first);
            session.flush(); // With the first row, Hibernate looks for the highest identifier of a bag.
            session.remove(first);
        }));
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    private enum In {
        LIST("list", (town, country) -> town.list.get(0).country = country),
        BAG("bag", (town, country) -> town.bag.get(0).country = country),
        BAG_WITH_IDS("bagWithIds", (town, country) -> town.bagWithIds.iterator().next().country = country),
        SET("set", (town, country) -> town.set.iterator().next().country = country),
        MAP("map", (town, country) -> town.map.get("here").country = country),
        SORTED_MAP("sortedMap", (town, country) -> town.sortedMap.get("here").country = country),
        ARRAY("array", (town, country) -> town.array[0].country = country),
        NESTED("nested", (town, country) -> town.nested.get(0).place.country = country),
        ARRAY_OF_ENTITIES("countries", (town, country) -> town.countries[0] = country);

        private final String attribute;
        private final BiConsumer<Town, Country> setter;

        In(String attribute, BiConsumer<Town, Country> setter) {
            this.attribute = attribute;
            this.setter = setter;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedAfterTheCascadesOfTheFlush(In in) {
        compare(in, (session, town) -> {
            in.setter.accept(town, session.getReference(Country.class, 2L));
            town.signs.add(new Sign());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreLoadedInTheFlushBeforeAQuery(In in) {
        compare(in, (session, town) -> {
            in.setter.accept(town, session.getReference(Country.class, 2L));
            town.signs.add(new Sign());
            query(session, town, in);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theyAreNotLoadedIfTheFlushFailsBefore(In in) {
        compare(in, (session, town) -> {
            in.setter.accept(town, session.getReference(Country.class, 2L));
            town.id = 9;
            query(session, town, in);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProxyOfTheSameEntityIsNoChange(In in) {
        compare(in, (session, town) -> {
            session.detach(session.find(Country.class, 1L));
            in.setter.accept(town, session.getReference(Country.class, 1L));
            town.signs.add(new Sign());
            query(session, town, in);
        });
    }

    @ParameterizedTest
    @EnumSource
    void otherChangesBesideThemAreFound(In in) {
        compare(in, (session, town) -> {
            session.detach(session.find(Country.class, 1L));
            in.setter.accept(town, session.getReference(Country.class, 1L));
            town.list.add(new Place(session.getReference(Country.class, 3L)));
            town.map.get("here").street = "Rheingasse";
            town.bagWithIds.clear();
            town.array[0] = new Place(session.getReference(Country.class, 3L));
            query(session, town, in);
        });
    }

    /** Queries the collection while an entity of another table waits to be written, and with it only if this flushes. */
    private static void query(Session session, Town town, In in) {
        town.hall.text = "Rathaus";
        session.createSelectionQuery("select count(*) from Town t join t." + in.attribute, Long.class)
                .getSingleResult();
    }

    private void compare(In in, BiConsumer<Session, Town> work) {
        same.compare(in.attribute, factory -> {
            List<String> end = once(factory, work);
            factory.inTransaction(session -> session.createSelectionQuery("from Town", Town.class)
                    .getResultList()
                    .forEach(session::remove));
            return end;
        });
    }

    /** Does the work, and tells which countries are loaded at its end. */
    private static List<String> once(TestFactory factory, BiConsumer<Session, Town> work) {
        factory.inTransaction(session -> session.persist(Town.with(session.find(Country.class, 1L))));
        List<String> end = new ArrayList<>();
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Town town = session.find(Town.class, 1L);
            List.of(town.list, town.bag, town.bagWithIds, town.set, town.map, town.sortedMap, town.nested)
                    .forEach(Hibernate::initialize);
            List<Country> countries =
                    List.of(session.getReference(Country.class, 2L), session.getReference(Country.class, 3L));
            try {
                work.accept(session, town);
                session.getTransaction().commit();
            } catch (RuntimeException e) {
                end.add(e.getClass().getName());
            }
            countries.forEach(country -> end.add(String.valueOf(Hibernate.isInitialized(country))));
        }
        return end;
    }

    @Entity(name = "Country")
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

        String text;
    }

    @Embeddable
    static class Place {
        String street = "Gerberngasse";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "place_country", referencedColumnName = "code")
        Country country;

        Place() {}

        Place(Country country) {
            this.country = country;
        }
    }

    @Embeddable
    static class Visit {
        int number = 1;

        Place place;

        Visit() {}

        Visit(Country country) {
            this.place = new Place(country);
        }
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        long id = 1;

        @ElementCollection
        @OrderColumn
        @CollectionTable(name = "town_list")
        List<Place> list = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "town_bag")
        List<Place> bag = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "town_bag_with_ids")
        @CollectionId(column = @Column(name = "place_id"), generator = "increment")
        @CollectionIdJdbcTypeCode(SqlTypes.BIGINT)
        Collection<Place> bagWithIds = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "town_set")
        Set<Place> set = new HashSet<>();

        @ElementCollection
        @CollectionTable(name = "town_map")
        Map<String, Place> map = new HashMap<>();

        @ElementCollection
        @SortNatural
        @CollectionTable(name = "town_sorted_map")
        SortedMap<String, Place> sortedMap = new TreeMap<>();

        @ElementCollection
        @OrderColumn
        @CollectionTable(name = "town_array")
        Place[] array;

        @ElementCollection
        @OrderColumn
        @CollectionTable(name = "town_nested")
        List<Visit> nested = new ArrayList<>();

        @ManyToMany
        @OrderColumn
        @JoinTable(
                name = "town_countries",
                inverseJoinColumns = @JoinColumn(name = "country", referencedColumnName = "code"))
        Country[] countries;

        @ManyToOne(cascade = CascadeType.ALL)
        Sign hall = new Sign();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "town")
        List<Sign> signs = new ArrayList<>();

        static Town with(Country country) {
            Town town = new Town();
            town.list.add(new Place(country));
            town.bag.add(new Place(country));
            town.bagWithIds.add(new Place(country));
            town.set.add(new Place(country));
            town.map.put("here", new Place(country));
            town.sortedMap.put("here", new Place(country));
            town.array = new Place[] {new Place(country)};
            town.nested.add(new Visit(country));
            town.countries = new Country[] {country};
            return town;
        }
    }
}
