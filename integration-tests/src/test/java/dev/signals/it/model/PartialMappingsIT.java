package dev.signals.it.model;

import static dev.signals.it.support.Comparison.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

/** Mappings and sessions that show only some rows or change none: no statement is added. */
@OnEveryDatabase
class PartialMappingsIT {

    private final Database database;

    PartialMappingsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant;

        String text;
    }

    @Test
    void theTenantIsKnownToTheEvent() {
        List<Object> tenants = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(database, Invoice.class)) {
            factory.signals().preSave().connect(Invoice.class, event -> tenants.add(event.tenantId()));
            factory.signals().postSave().connect(Invoice.class, event -> tenants.add(event.instance().tenant));

            for (String tenant : List.of("acme", "umbrella")) {
                try (Session session = factory.sessionFactory()
                        .withOptions()
                        .tenantIdentifier((Object) tenant)
                        .openSession()) {
                    session.beginTransaction();
                    session.persist(new Invoice());
                    session.getTransaction().commit();
                }
            }
        }

        assertThat(tenants).containsExactly("acme", "acme", "umbrella", "umbrella");
    }

    @Entity(name = "Currency")
    @Immutable
    static class Currency {
        @Id
        String code;

        String name;

        Currency() {}

        Currency(String code) {
            this.code = code;
        }
    }

    @Test
    void anImmutableEntityIsCreatedAndDeletedAndNeverChanged() {
        unchanged(
                database,
                (factory, log) -> {
                    factory.inTransaction(session -> session.persist(new Currency("EUR")));
                    factory.inTransaction(session -> session.find(Currency.class, "EUR").name = "Euro");
                    factory.inTransaction(session -> session.remove(session.find(Currency.class, "EUR")));
                },
                List.of(
                        "pre_save Currency new",
                        "post_save Currency created",
                        "pre_delete Currency EXPLICIT",
                        "post_delete Currency"),
                Currency.class);
    }

    @Entity(name = "Shelf")
    @FilterDef(name = "long")
    static class Shelf {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "shelf_id")
        @Filter(name = "long", condition = "length(text) > 3")
        List<Slip> slips = new ArrayList<>();
    }

    @Entity(name = "Slip")
    static class Slip {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        Slip() {}

        Slip(String text) {
            this.text = text;
        }
    }

    @Test
    void onlyWhatAFilteredCollectionShowsIsAnnounced() {
        unchanged(
                database,
                (factory, log) -> {
                    Shelf shelf = new Shelf();
                    shelf.slips.add(new Slip("a"));
                    shelf.slips.add(new Slip("abcd"));
                    factory.inTransaction(session -> session.persist(shelf));
                    log.clear();
                    factory.inTransaction(session -> {
                        session.enableFilter("long");
                        session.find(Shelf.class, shelf.id).slips.clear();
                    });
                },
                List.of("pre_delete Slip ORPHAN", "post_delete Slip"),
                Shelf.class,
                Slip.class);
    }

    @Test
    void anEntityGraphLoadsAndChangesNothing() {
        unchanged(
                database,
                (factory, log) -> {
                    Shelf shelf = new Shelf();
                    shelf.slips.add(new Slip("a"));
                    factory.inTransaction(session -> session.persist(shelf));
                    log.clear();
                    factory.inTransaction(session -> {
                        var graph = session.createEntityGraph(Shelf.class);
                        graph.addAttributeNode("slips");
                        session.find(Shelf.class, shelf.id, Map.of("jakarta.persistence.fetchgraph", graph));
                    });
                },
                List.of(),
                Shelf.class,
                Slip.class);
    }
}
