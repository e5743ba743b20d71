package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.MemoryCache;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SimpleNaturalIdLoadAccess;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No cache holds what a row was before an update. */
@OnEveryDatabase
class QuietCachesIT {

    @Entity(name = "City")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    static class City {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId(mutable = true)
        String code;

        String name;
        String slug;

        City() {}

        City(String name) {
            this.name = name;
            this.code = name;
        }
    }

    private final TestFactory factory;

    QuietCachesIT(Database database) {
        factory = TestFactory.of(database, MemoryCache.settings(), City.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theCacheForgetsTheEntity() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            City managed = session.find(City.class, city.id);
            QuietUpdate.of(session, managed).set("name", "Roma").execute();
        });

        assertThat(found(city).name).isEqualTo("Roma");
        assertThat(found(city).name).isEqualTo("Roma");
    }

    @Test
    void theCacheDoesNotHoldWhatWasInsertedInTheSameTransaction() {
        factory.signals()
                .postSave()
                .connect(
                        City.class,
                        event -> QuietUpdate.of(event.session(), event.instance())
                                .set("name", "Roma")
                                .execute());

        City city = saved("Rome");

        assertThat(found(city).name).isEqualTo("Roma");
    }

    @Test
    void theCacheHoldsTheValueIfTheInstanceIsFlushedLater() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            City managed = session.find(City.class, city.id);
            managed.slug = "r";
            session.flush();
            QuietUpdate.of(session, managed).set("name", "Roma").execute();
            managed.slug = "s";
        });

        assertThat(found(city).name).isEqualTo("Roma");
        assertThat(found(city).slug).isEqualTo("s");
    }

    @Test
    void theCacheForgetsWhatAnotherSessionHasReadBeforeTheCommit() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            QuietUpdate.of(session, City.class, city.id).set("name", "Roma").execute();
            assertThat(found(city).name).isEqualTo("Rome");
        });

        assertThat(found(city).name).isEqualTo("Roma");
    }

    @Test
    void soItDoesWithAStatelessSession() {
        City city = saved("Rome");

        factory.sessionFactory().inStatelessTransaction(session -> {
            QuietUpdate.of(session, City.class, city.id).set("name", "Roma").execute();
            assertThat(found(city).name).isEqualTo("Rome");
        });

        assertThat(found(city).name).isEqualTo("Roma");
    }

    @Test
    void theCacheDoesNotHoldWhatWasRolledBack() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            QuietUpdate.of(session, City.class, city.id).set("name", "Roma").execute();
            assertThat(session.find(City.class, city.id).name).isEqualTo("Roma");
            session.getTransaction().setRollbackOnly();
        });

        assertThat(found(city).name).isEqualTo("Rome");
    }

    @Test
    void theSessionItselfDoesNotLoadTheOldRowsOfAConditionFromTheCache() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            QuietUpdate.of(session, City.class)
                    .where("code = :code", Map.of("code", "Rome"))
                    .set("name", "Roma")
                    .execute();
            assertThat(session.find(City.class, city.id).name).isEqualTo("Roma");
        });

        assertThat(found(city).name).isEqualTo("Roma");
    }

    @Test
    void theSessionItselfDoesNotLoadWhatAnotherHasCachedMeanwhile() {
        City city = saved("Rome");

        factory.inTransaction(session -> {
            QuietUpdate.of(session, City.class, city.id).set("name", "Roma").execute();
            assertThat(found(city).name).isEqualTo("Rome");
            assertThat(session.find(City.class, city.id).name).isEqualTo("Roma");
        });
    }

    @Test
    void theQueryCacheForgetsTheQueriesOfTheTable() {
        City city = saved("Rome");
        assertThat(namesByQuery()).containsExactly("Rome");

        factory.inTransaction(session ->
                QuietUpdate.of(session, City.class, city.id).set("name", "Roma").execute());

        assertThat(namesByQuery()).containsExactly("Roma");
    }

    @Test
    void theQueryCacheForgetsThemAfterAStatelessSessionToo() {
        City city = saved("Rome");
        assertThat(namesByQuery()).containsExactly("Rome");

        factory.sessionFactory()
                .inStatelessTransaction(session -> QuietUpdate.of(session, City.class, city.id)
                        .set("name", "Roma")
                        .execute());

        assertThat(namesByQuery()).containsExactly("Roma");
    }

    @Test
    void theCacheOfNaturalIdsForgetsTheOldOne() {
        City city = saved("Rome");
        assertThat(foundByCode("Rome")).isNotNull();

        factory.inTransaction(session ->
                QuietUpdate.of(session, City.class, city.id).set("code", "ROM").execute());

        assertThat(foundByCode("Rome")).isNull();
        assertThat(foundByCode("ROM")).isNotNull();
    }

    private List<String> namesByQuery() {
        return factory.fromTransaction(session -> session.createSelectionQuery("select name from City", String.class)
                .setCacheable(true)
                .getResultList());
    }

    private City saved(String name) {
        City city = new City(name);
        factory.inTransaction(session -> session.persist(city));
        return city;
    }

    /** The city as it comes out of the cache, or else of the database into the cache. */
    private City found(City city) {
        return factory.fromTransaction(session -> session.find(City.class, city.id));
    }

    private City foundByCode(String code) {
        return factory.fromTransaction(session -> byCode(session).load(code));
    }

    @SuppressWarnings("deprecation") // what replaces it came with Hibernate 7.3
    private static SimpleNaturalIdLoadAccess<City> byCode(Session session) {
        return session.bySimpleNaturalId(City.class);
    }
}
