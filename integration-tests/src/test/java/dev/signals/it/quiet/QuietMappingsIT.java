package dev.signals.it.quiet;

import static dev.signals.it.quiet.Mappings.ENTITIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.quiet.Mappings.Account;
import dev.signals.it.quiet.Mappings.Item;
import dev.signals.it.quiet.Mappings.Level;
import dev.signals.it.quiet.Mappings.Money;
import dev.signals.it.quiet.Mappings.Position;
import dev.signals.it.quiet.Mappings.Versioned;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SimpleNaturalIdLoadAccess;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates next to natural identifiers, tenants, filters, converters and lazy attributes. */
@OnEveryDatabase
class QuietMappingsIT {

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant;

        String text;
    }

    private final Database database;
    private final TestFactory factory;

    QuietMappingsIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @SuppressWarnings("deprecation") // what replaces it came with Hibernate 7.3
    private static SimpleNaturalIdLoadAccess<Account> byEmail(Session session) {
        return session.bySimpleNaturalId(Account.class);
    }

    @Test
    void theSessionFindsAnEntityByTheNaturalIdThatWasSet() {
        Account account = new Account();
        account.email = "a@x";
        factory.saved(account);

        factory.inTransaction(session -> {
            Account managed = byEmail(session).load("a@x");
            QuietUpdate.of(session, managed).set("email", "b@x").execute();
            assertThat(byEmail(session).load("a@x")).isNull();
            assertThat(byEmail(session).load("b@x")).isSameAs(managed);
            managed.name = "n";
        });

        assertThat(factory.sql("select email || name from Account")).isEqualTo("b@xn");
    }

    @Test
    void theSessionForgetsTheNaturalIdOfAReference() {
        Account account = new Account();
        account.email = "a@x";
        factory.saved(account);

        factory.inTransaction(session -> {
            Account reference = byEmail(session).getReference("a@x");
            QuietUpdate.of(session, reference).set("email", "b@x").execute();
            assertThat(byEmail(session).load("a@x")).isNull();
            assertThat(byEmail(session).load("b@x")).isNotNull();
        });
    }

    @Test
    void aRowOfAnotherTenantIsNotWritten() {
        Map<String, Object> settings = new HashMap<>();
        try (TestFactory tenants = TestFactory.of(database, settings, Note.class)) {
            Note note = new Note();
            note.text = "old";
            try (var session = tenants.sessionFactory()
                    .withOptions()
                    .tenantIdentifier((Object) "a")
                    .openSession()) {
                session.beginTransaction();
                session.persist(note);
                session.getTransaction().commit();
            }
            List<Integer> rows = new ArrayList<>();
            for (String tenant : List.of("b", "a")) {
                try (var session = tenants.sessionFactory()
                        .withOptions()
                        .tenantIdentifier((Object) tenant)
                        .openSession()) {
                    session.beginTransaction();
                    rows.add(QuietUpdate.of(session, Note.class, note.id)
                            .set("text", "by " + tenant)
                            .execute());
                    rows.add(QuietUpdate.of(session, Note.class)
                            .where("id = :id", Map.of("id", note.id))
                            .set("text", "by " + tenant)
                            .execute());
                    session.getTransaction().commit();
                }
            }
            assertThat(rows).containsExactly(0, 0, 1, 1);
        }
    }

    @Test
    void anInstanceWhoseRowAFilterHidesStaysAsItIs() {
        Item item = new Item();
        item.level = Level.HIGH;
        factory.saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            session.enableFilter("cheap");
            assertThat(QuietUpdate.of(session, managed).set("text", "x").execute())
                    .isZero();
            assertThat(managed.text).isNull();
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void aSumIsNotReadIfWhatIsSetMakesAFilterHideTheRow() {
        Item item = factory.saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            session.enableFilter("cheap");
            assertThat(QuietUpdate.of(session, managed)
                            .set("level", Level.HIGH)
                            .increment("small", 1)
                            .execute())
                    .isEqualTo(1);
            assertThat(managed.level).isEqualTo(Level.HIGH);
            assertThat(managed.small).isZero();
        });

        assertThat(factory.sql("select small from Item")).hasToString("1");
    }

    @Test
    void valuesAreConvertedAsByAFlush() {
        Item item = factory.saved(new Item());
        Money price = new Money(new BigDecimal("1.50"));

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed)
                    .set("price", price)
                    .set("level", Level.HIGH)
                    .set("tags", new String[] {"a", "b"})
                    .execute();
            assertThat(session.isDirty()).isFalse();
            managed.tags[0] = "c";
            assertThat(session.isDirty()).isTrue();
        });

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            assertThat(managed.price).isEqualTo(price);
            assertThat(managed.level).isEqualTo(Level.HIGH);
            assertThat(managed.tags).containsExactly("c", "b");
            QuietUpdate.of(session, managed).set("price", null).execute();
        });
        assertThat(factory.sql("select price from Item")).isNull();
    }

    @Test
    void anImmutableEmbeddableIsReplaced() {
        Item item = factory.saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed).set("position.x", 1).execute();
            assertThat(managed.position).isEqualTo(new Position(1, null));
            QuietUpdate.of(session, managed).increment("position.y", 2).execute();
            assertThat(managed.position).isEqualTo(new Position(1, 2));
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select x + y from Item")).hasToString("3");
    }

    @Test
    void numbersOfAllKindsAreIncremented() {
        Item item = factory.saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed)
                    .increment("small", 1)
                    .increment("ratio", 0.5)
                    .increment("total", 2)
                    .execute();
            QuietUpdate.of(session, managed)
                    .increment("small", 1)
                    .increment("ratio", 0.25f)
                    .increment("total", new BigDecimal("0.5"))
                    .execute();
            assertThat(managed.small).isEqualTo((short) 2);
            assertThat(managed.ratio).isEqualTo(0.75);
            assertThat(managed.total).isEqualByComparingTo("2.5");
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void anAttributeThatHasNotBeenLoadedIsNotLoadedForIt() {
        Item item = new Item();
        item.text = "old";
        factory.saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            boolean loaded = Hibernate.isPropertyInitialized(managed, "text");
            QuietUpdate.of(session, managed).set("text", "new").execute();
            assertThat(Hibernate.isPropertyInitialized(managed, "text")).isEqualTo(loaded);
            assertThat(managed.text).isEqualTo("new");
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void anAttributeThatWasSetWithoutBeingLoadedGetsTheValue() {
        Item item = new Item();
        item.text = "old";
        factory.saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            managed.text = "pending";
            QuietUpdate.of(session, managed).set("text", "new").execute();
            assertThat(managed.text).isEqualTo("new");
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select text from Item")).isEqualTo("new");
    }

    @Test
    void aReferenceThatWasChangedGetsTheValueAndKeepsItsOtherChanges() {
        Item item = factory.saved(new Item());

        factory.inTransaction(session -> {
            Item reference = (Item) Hibernate.unproxy(session.getReference(Item.class, item.id));
            reference.text = "pending";
            reference.level = Level.HIGH;
            QuietUpdate.of(session, reference).set("text", "new").execute();
            assertThat(reference.text).isEqualTo("new");
        });

        assertThat(factory.sql("select text from Item")).isEqualTo("new");
        assertThat(factory.sql("select level from Item")).hasToString("1");
    }

    @Test
    void aReferenceThatWasChangedKeepsItsChangesWhenItsVersionIsChecked() {
        Versioned versioned = factory.saved(new Versioned());

        factory.inTransaction(session -> {
            Versioned reference = (Versioned) Hibernate.unproxy(session.getReference(Versioned.class, versioned.id));
            reference.other = "pending";
            QuietUpdate.of(session, reference)
                    .withVersionCheck()
                    .set("text", "new")
                    .execute();
        });

        assertThat(factory.sql("select text || other || version from Versioned"))
                .isEqualTo("newpending2");
    }
}
