package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An attribute that cannot be compared. The library then looks for the attribute that fails, to name it in the log, and meets the
 * references by another unique column that stand before it: Hibernate loads them in the flush, after the cascades.
 */
class FailingComparisonsIT {

    private final SameWork same = SameWork.of(Database.H2, Country.class, Town.class, Sign.class);

    FailingComparisonsIT() {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            session.persist(new Country(1));
            session.persist(new Country(2));
        }));
    }

    @AfterEach
    void close() {
        Mayor.fails = false;
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void nothingIsLoadedInTheSearchForTheAttribute() {
        compare("the same", 1, (town, country) -> town.country = country);
    }

    @Test
    void nothingIsLoadedOfAnEmbeddableInTheSearchForTheAttribute() {
        compare("in an embeddable", 1, (town, country) -> town.district.country = country);
    }

    @Test
    void aReferenceToAnotherEntityIsLoadedByHibernate() {
        compare("another", 2, (town, country) -> town.country = country);
    }

    private void compare(String name, long id, BiConsumer<Town, Country> setter) {
        same.compare(name, factory -> {
            factory.inTransaction(session -> session.persist(Town.in(session.find(Country.class, 1L))));
            List<?> end = flush(factory, id, setter);
            factory.inTransaction(session -> session.remove(session.find(Town.class, 1L)));
            return end;
        });
    }

    /** Sets a reference and flushes, which fails, and tells how, and whether what is referred to is loaded then. */
    private static List<?> flush(TestFactory factory, long id, BiConsumer<Town, Country> setter) {
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            Town town = session.find(Town.class, 1L);
            session.detach(session.find(Country.class, 1L));
            Country country = session.getReference(Country.class, id);
            setter.accept(town, country);
            town.signs.add(new Sign());
            town.mayor = new Mayor("Bo");
            String failure = "none";
            Mayor.fails = true;
            try {
                session.flush();
            } catch (RuntimeException e) {
                failure = e.toString();
            } finally {
                Mayor.fails = false;
            }
            session.getTransaction().rollback();
            return List.of(failure, Hibernate.isInitialized(country));
        }
    }

    private static final class Mayor {
        static boolean fails;

        final String name;

        Mayor(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (fails) {
                throw new IllegalStateException("not comparable");
            }
            return other instanceof Mayor mayor && mayor.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static class NameOfMayor implements AttributeConverter<Mayor, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Mayor mayor) {
            return mayor == null ? null : mayor.name;
        }

        @Override
        public @Nullable Mayor convertToEntityAttribute(@Nullable String name) {
            return name == null ? null : new Mayor(name);
        }
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
    }

    @Embeddable
    static class District {
        String name = "Old Town";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "district_country", referencedColumnName = "code")
        Country country;
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country", referencedColumnName = "code")
        Country country;

        District district = new District();

        @Convert(converter = NameOfMayor.class)
        Mayor mayor = new Mayor("Al");

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "town")
        List<Sign> signs = new ArrayList<>();

        static Town in(Country country) {
            Town town = new Town();
            town.id = 1;
            town.country = country;
            town.district.country = country;
            return town;
        }
    }
}
