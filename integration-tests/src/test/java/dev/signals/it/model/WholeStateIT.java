package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the events have of the whole row: {@code state()}, {@code deletedState()} and the whole value of an embeddable. */
@OnEveryDatabase
class WholeStateIT {

    @Embeddable
    record Key(String land, int number) implements Serializable {}

    @Entity(name = "Depot")
    static class Depot {
        @EmbeddedId
        Key key;

        Depot() {}

        Depot(Key key) {
            this.key = key;
        }
    }

    @Embeddable
    static class Geo {
        double lat;
        double lon;

        Geo() {}

        Geo(double lat, double lon) {
            this.lat = lat;
            this.lon = lon;
        }
    }

    @Embeddable
    static class Address {
        String street;

        @Embedded
        Geo geo;

        Address() {}

        Address(String street, Geo geo) {
            this.street = street;
            this.geo = geo;
        }
    }

    @Entity(name = "Shop")
    static class Shop {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;

        @Embedded
        Address address;

        @ManyToOne(fetch = FetchType.LAZY)
        Depot depot;

        @ManyToOne(fetch = FetchType.LAZY)
        Shop parent;

        @OneToOne(mappedBy = "shop", cascade = CascadeType.ALL)
        Licence licence;
    }

    @Entity(name = "Licence")
    static class Licence {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Shop shop;
    }

    private static final Key KEY = new Key("it", 1);

    private final TestFactory factory;
    private final List<Map<String, @Nullable Object>> states = new ArrayList<>();

    WholeStateIT(Database database) {
        factory = TestFactory.of(database, Depot.class, Shop.class, Licence.class);
        factory.inTransaction(session -> session.persist(new Depot(KEY)));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private Shop saved() {
        return factory.fromTransaction(session -> {
            Shop shop = new Shop();
            shop.name = "a";
            shop.address = new Address("Main Street", new Geo(1, 2));
            shop.depot = session.getReference(Depot.class, KEY);
            shop.licence = new Licence();
            shop.licence.shop = shop;
            session.persist(shop);
            return shop;
        });
    }

    @Test
    void theStateOfASaveIsTheWholeRowWithIdentifiers() {
        factory.signals().postSave().connect(Shop.class, event -> {
            states.add(event.state());
            assertThat(event.instance().depot == null || Hibernate.isInitialized(event.instance().depot))
                    .isFalse();
        });
        Shop shop = saved();
        factory.inTransaction(session -> session.find(Shop.class, shop.id).name = "b");

        assertThat(states).hasSize(2);
        assertThat(states.get(0)).containsOnlyKeys("address", "depot", "name", "parent", "version");
        assertThat(states.get(0))
                .containsEntry("name", "a")
                .containsEntry("depot", KEY)
                .containsEntry("parent", null)
                .containsEntry("version", 0);
        assertThat(states.get(1))
                .containsEntry("name", "b")
                .containsEntry("depot", KEY)
                .containsEntry("version", 1);
        assertThat(((Address) Objects.requireNonNull(states.get(1).get("address"))).street)
                .isEqualTo("Main Street");
    }

    @Test
    void theStateIsWhatWasWrittenAndNotWhatWasSetSince() {
        factory.signals().postSave().connect(Shop.class, event -> event.instance().name += "!", onChange("depot"));
        factory.signals().postSave().connect(Shop.class, event -> states.add(event.state()));

        saved();

        assertThat(states).extracting(state -> state.get("name")).containsExactly("a", "a!");
    }

    @Test
    void theDeletedStateSpeaksTheSameLanguage() {
        Shop shop = saved();
        factory.signals().preDelete().connect(Shop.class, event -> states.add(event.deletedState()));
        factory.signals().postDelete().connect(Shop.class, event -> states.add(event.deletedState()));
        factory.signals().changed().connect(Shop.class, event -> states.add(event.state()));

        factory.inTransaction(session -> session.remove(session.find(Shop.class, shop.id)));

        assertThat(states)
                .hasSize(3)
                .allSatisfy(state -> assertThat(state)
                        .containsEntry("name", "a")
                        .containsEntry("depot", KEY)
                        .containsOnlyKeys("address", "depot", "name", "parent", "version"));
    }

    @Test
    void theDeletedStateKnowsWhatWasDeletedBeforeIt() {
        assumeQueueOf7("clears that reference in what it has loaded too");
        Shop parent = saved();
        Shop child = factory.fromTransaction(session -> {
            Shop shop = new Shop();
            shop.parent = session.find(Shop.class, parent.id);
            session.persist(shop);
            return shop;
        });
        factory.signals().postDelete().connect(Shop.class, event -> states.add(event.deletedState()));

        factory.inTransaction(session -> {
            Shop first = session.find(Shop.class, child.id);
            session.remove(session.find(Shop.class, parent.id));
            session.remove(first);
        });

        assertThat(states).extracting(state -> state.get("parent")).containsExactlyInAnyOrder(null, parent.id);
    }

    @Test
    void theStateOfATransactionIsThatAfterIt() {
        factory.signals().changed().connect(Shop.class, event -> states.add(event.state()));

        factory.inTransaction(session -> {
            Shop shop = new Shop();
            shop.name = "a";
            session.persist(shop);
            session.flush();
            shop.name = "b";
            shop.depot = session.getReference(Depot.class, KEY);
        });

        assertThat(states)
                .singleElement()
                .satisfies(state -> assertThat(state).containsEntry("name", "b").containsEntry("depot", KEY));
    }

    @Test
    void aStatelessSessionHasTheStateOfTheInstance() {
        factory.signals().postSave().connect(Shop.class, event -> states.add(event.state()));
        Shop shop = new Shop();
        shop.name = "a";

        factory.sessionFactory().inStatelessTransaction(session -> session.insert(shop));

        assertThat(states)
                .singleElement()
                .satisfies(state -> assertThat(state).containsEntry("name", "a").containsEntry("depot", null));
    }

    @Test
    void anEmbeddableHasOldAndNewValueAsAWhole() {
        Shop shop = saved();
        List<Changes> all = new ArrayList<>();
        factory.signals().preSave().connect(Shop.class, event -> all.add(event.changes()));
        factory.signals().postSave().connect(Shop.class, event -> all.add(event.changes()));
        factory.signals().changed().connect(Shop.class, event -> all.add(event.changes()), onChange("address"));

        factory.inTransaction(session -> session.find(Shop.class, shop.id).address.geo = new Geo(1, 3));

        assertThat(all).hasSize(3).allSatisfy(changes -> {
            assertThat(changes.attributes()).containsExactly("address.geo.lon");
            Change address = Objects.requireNonNull(changes.get("address"));
            assertThat(address.attribute()).isEqualTo("address");
            assertThat(((Address) Objects.requireNonNull(address.oldValue())).geo.lon)
                    .isEqualTo(2);
            assertThat(((Address) Objects.requireNonNull(address.newValue())).geo.lon)
                    .isEqualTo(3);
            assertThat(address.isOldValueKnown()).isTrue();
            Change geo = Objects.requireNonNull(changes.get("address.geo"));
            assertThat(((Geo) Objects.requireNonNull(geo.oldValue())).lon).isEqualTo(2);
            assertThat(changes.get("address.street")).isNull();
            assertThat(changes.get("addr")).isNull();
            assertThat(changes.get("name")).isNull();
        });
    }

    @Test
    void anEmbeddableThatComesOrGoesHasNoValueOnTheOtherSide() {
        List<Change> all = new ArrayList<>();
        factory.signals()
                .changed()
                .connect(
                        Shop.class,
                        event -> all.add(Objects.requireNonNull(event.changes().get("address"))));
        Shop shop = saved();
        factory.inTransaction(session -> session.find(Shop.class, shop.id).address = null);
        factory.inTransaction(session -> session.find(Shop.class, shop.id).address = new Address("x", null));
        factory.inTransaction(session -> session.remove(session.find(Shop.class, shop.id)));

        assertThat(all).extracting(change -> change.oldValue() == null).containsExactly(true, false, true, false);
        assertThat(all).extracting(change -> change.newValue() == null).containsExactly(false, true, false, true);
    }

    @Test
    void whatATransactionCreatesAndDeletesIsSentToThoseWhoAsk() {
        List<String> log = new ArrayList<>();
        factory.signals().changed().connect(event -> log.add("other " + EventLog.line(event)));
        factory.signals()
                .changed()
                .connect(
                        Shop.class,
                        event -> log.add(EventLog.line(event) + " "
                                + event.state().get("name") + " "
                                + event.changes().isKnown()),
                        includingCreatedAndDeleted());

        factory.inTransaction(session -> {
            Shop shop = new Shop();
            shop.name = "a";
            session.persist(shop);
            session.flush();
            shop.name = "b";
            session.flush();
            session.remove(shop);
        });

        assertThat(log).containsExactly("CREATED_AND_DELETED Shop 2x b true");
    }
}
