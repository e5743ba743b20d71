package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.MemoryCache;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SecondLevelCacheIT {

    @Entity(name = "City")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class City {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;
        String slug;

        City() {}

        City(String name) {
            this.name = name;
        }
    }

    private final TestFactory factory;

    SecondLevelCacheIT(Database database) {
        factory = TestFactory.of(database, MemoryCache.settings(), City.class);
        factory.signals().preSave().connect(City.class, event -> event.instance().slug = event.instance().name + "!");
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theCacheHoldsWhatAReceiverSetInANewEntity() {
        City city = saved("Rome");

        assertThat(cached(city).slug).isEqualTo("Rome!");
    }

    @Test
    void theCacheHoldsWhatAReceiverSetInAChangedEntity() {
        City city = saved("Rome");

        factory.inTransaction(session -> session.find(City.class, city.id).name = "Roma");

        assertThat(cached(city).slug).isEqualTo("Roma!");
        assertThat(cached(city).version).isEqualTo(1);
    }

    @Test
    void anEntityFromTheCacheIsAnnouncedAsLoadedAndItsChangeWithOldAndNewValue() {
        City city = saved("Rome");
        List<String> seen = new ArrayList<>();
        factory.signals().preInit().connect(City.class, event -> seen.add("pre_init " + event.state()));
        factory.signals().postInit().connect(City.class, event -> seen.add("post_init " + event.instance().name));
        factory.signals()
                .postSave()
                .connect(
                        City.class,
                        event -> seen.add(
                                "post_save " + event.changes().get("name").oldValue()));

        factory.inTransaction(session -> {
            session.find(City.class, city.id).name = "Roma";
            assertThat(factory.statements().all()).isEmpty();
        });

        assertThat(seen)
                .containsExactly("pre_init {name=Rome, slug=Rome!, version=0}", "post_init Rome", "post_save Rome");
    }

    @Test
    void aDeletedEntityIsAnnouncedAndGoneFromTheCache() {
        City city = saved("Rome");
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.remove(session.find(City.class, city.id)));

        assertThat(log.lines()).containsExactly("pre_delete City EXPLICIT", "post_delete City");
        factory.inTransaction(
                session -> assertThat(session.find(City.class, city.id)).isNull());
    }

    @Test
    void aReceiverOfAQueryResultFromTheCacheAddsNoStatement() {
        saved("Rome");
        factory.signals().postInit().connect(City.class, event -> {});
        List<String> query = statementsOfQuery();

        assertThat(query).containsExactly("select city");
        assertThat(statementsOfQuery()).isEmpty();
    }

    private List<String> statementsOfQuery() {
        factory.statements().clear();
        factory.inTransaction(session -> session.createSelectionQuery("from City", City.class)
                .setCacheable(true)
                .getResultList());
        return factory.statements().all();
    }

    private City saved(String name) {
        City city = new City(name);
        factory.inTransaction(session -> session.persist(city));
        factory.statements().clear();
        return city;
    }

    /** The city as it comes out of the cache. */
    private City cached(City city) {
        factory.statements().clear();
        City found = factory.fromTransaction(session -> session.find(City.class, city.id));
        assertThat(factory.statements().all()).isEmpty();
        return found;
    }
}
