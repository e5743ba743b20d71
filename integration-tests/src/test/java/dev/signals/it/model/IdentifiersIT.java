package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Every kind of identifier: the statements stay the same, and each row is announced once. */
@OnEveryDatabase
class IdentifiersIT {

    @Entity(name = "Counted")
    static class Counted {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;
    }

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Random")
    static class Random {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;
    }

    @Entity(name = "Named")
    static class Named {
        @Id
        String name;

        String text;

        Named() {}

        Named(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Bill")
    static class Bill {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "bill", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Item> items = new ArrayList<>();

        @OneToMany(mappedBy = "bill", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Discount> discounts = new ArrayList<>();

        @OneToOne(mappedBy = "bill", cascade = CascadeType.ALL, orphanRemoval = true)
        Receipt receipt;

        static Bill complete() {
            Bill bill = new Bill();
            bill.item(0);
            bill.item(1);
            bill.discount(0);
            bill.discount(1);
            bill.receipt();
            return bill;
        }

        void item(int number) {
            Item item = new Item();
            item.bill = this;
            item.number = number;
            items.add(item);
        }

        void discount(int number) {
            Discount discount = new Discount();
            discount.bill = this;
            discount.id.number = number;
            discounts.add(discount);
        }

        void receipt() {
            receipt = new Receipt();
            receipt.bill = this;
        }
    }

    static class ItemId implements Serializable {
        private static final long serialVersionUID = 1L;

        Long bill;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof ItemId id && Objects.equals(id.bill, bill) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Item")
    @IdClass(ItemId.class)
    static class Item {
        @Id
        @ManyToOne
        Bill bill;

        @Id
        int number;
    }

    @Embeddable
    static class DiscountId implements Serializable {
        private static final long serialVersionUID = 1L;

        Long billId;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof DiscountId id && Objects.equals(id.billId, billId) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Discount")
    static class Discount {
        @EmbeddedId
        DiscountId id = new DiscountId();

        @MapsId("billId")
        @ManyToOne
        Bill bill;
    }

    @Entity(name = "Receipt")
    static class Receipt {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Bill bill;
    }

    private final Database database;

    IdentifiersIT(Database database) {
        this.database = database;
    }

    @Test
    void anIdentifierFromASequence() {
        assertThat(run((factory, log) -> saveOneAndRemoveIt(factory, new Counted())))
                .containsExactly(
                        "pre_save Counted new",
                        "post_save Counted created",
                        "pre_delete Counted EXPLICIT",
                        "post_delete Counted");
    }

    @Test
    void anIdentifierFromAnIdentityColumn() {
        assertThat(run((factory, log) -> saveOneAndRemoveIt(factory, new Numbered())))
                .containsExactly(
                        "pre_save Numbered new",
                        "post_save Numbered created",
                        "pre_delete Numbered EXPLICIT",
                        "post_delete Numbered");
    }

    @Test
    void anIdentifierThatIsAUuid() {
        assertThat(run((factory, log) -> saveOneAndRemoveIt(factory, new Random())))
                .containsExactly(
                        "pre_save Random new",
                        "post_save Random created",
                        "pre_delete Random EXPLICIT",
                        "post_delete Random");
    }

    @Test
    void anAssignedIdentifier() {
        assertThat(run((factory, log) -> saveOneAndRemoveIt(factory, new Named("n"))))
                .containsExactly(
                        "pre_save Named new",
                        "post_save Named created",
                        "pre_delete Named EXPLICIT",
                        "post_delete Named");
    }

    @Test
    void anEntityWithAssignedIdentifierPersistedAgainAfterItsDeletion() {
        assertThat(run((factory, log) -> {
                    factory.saved(new Named("n"));
                    log.clear();
                    factory.inTransaction(session -> {
                        Named named = session.find(Named.class, "n");
                        session.remove(named);
                        session.flush();
                        session.persist(named);
                    });
                }))
                .containsExactly(
                        "pre_delete Named EXPLICIT",
                        "post_delete Named",
                        "pre_save Named new",
                        "post_save Named created");
    }

    @Test
    void anEntityPersistedManyTimesIsAnnouncedOnce() {
        assertThat(run((factory, log) -> factory.inTransaction(session -> {
                    Counted counted = new Counted();
                    session.persist(counted);
                    session.persist(counted);
                    session.flush();
                    session.persist(counted);
                })))
                .containsExactly("pre_save Counted new", "post_save Counted created");
    }

    @Test
    void derivedIdentifiersPersistedWithTheirParent() {
        assertThat(run((factory, log) -> factory.inTransaction(session -> session.persist(Bill.complete()))))
                .containsExactlyInAnyOrder(
                        "pre_save Bill new",
                        "pre_save Item new",
                        "pre_save Item new",
                        "pre_save Discount new",
                        "pre_save Discount new",
                        "pre_save Receipt new",
                        "post_save Bill created",
                        "post_save Item created",
                        "post_save Item created",
                        "post_save Discount created",
                        "post_save Discount created",
                        "post_save Receipt created");
    }

    @Test
    void derivedIdentifiersMergedWithTheirParent() {
        assertThat(run((factory, log) -> factory.inTransaction(session -> session.merge(Bill.complete()))))
                .containsExactlyInAnyOrder(
                        "pre_save Bill new",
                        "pre_save Item new",
                        "pre_save Item new",
                        "pre_save Discount new",
                        "pre_save Discount new",
                        "pre_save Receipt new",
                        "post_save Bill created",
                        "post_save Item created",
                        "post_save Item created",
                        "post_save Discount created",
                        "post_save Discount created",
                        "post_save Receipt created");
    }

    @Test
    void derivedIdentifiersOfChildrenAddedToAManagedParent() {
        assertThat(run((factory, log) -> {
                    Bill bill = factory.saved(new Bill());
                    log.clear();
                    factory.inTransaction(session -> {
                        Bill managed = session.find(Bill.class, bill.id);
                        managed.item(0);
                        managed.discount(0);
                        managed.receipt();
                    });
                }))
                .containsExactlyInAnyOrder(
                        "pre_save Item new",
                        "pre_save Discount new",
                        "pre_save Receipt new",
                        "post_save Item created",
                        "post_save Discount created",
                        "post_save Receipt created");
    }

    @Test
    void derivedIdentifiersRemovedWithTheirParent() {
        assertThat(run((factory, log) -> {
                    Bill bill = factory.saved(Bill.complete());
                    log.clear();
                    factory.inTransaction(session -> session.remove(session.find(Bill.class, bill.id)));
                }))
                .containsExactlyInAnyOrder(
                        "pre_delete Item CASCADE",
                        "pre_delete Item CASCADE",
                        "pre_delete Discount CASCADE",
                        "pre_delete Discount CASCADE",
                        "pre_delete Receipt CASCADE",
                        "pre_delete Bill EXPLICIT",
                        "post_delete Item",
                        "post_delete Item",
                        "post_delete Discount",
                        "post_delete Discount",
                        "post_delete Receipt",
                        "post_delete Bill");
    }

    @Test
    void derivedIdentifiersOfOrphans() {
        assertThat(run((factory, log) -> {
                    Bill bill = factory.saved(Bill.complete());
                    log.clear();
                    factory.inTransaction(session -> {
                        Bill managed = session.find(Bill.class, bill.id);
                        managed.items.remove(0);
                        managed.discounts.clear();
                        managed.receipt = null;
                    });
                }))
                .containsExactlyInAnyOrder(
                        "pre_delete Item ORPHAN",
                        "pre_delete Discount ORPHAN",
                        "pre_delete Discount ORPHAN",
                        "pre_delete Receipt ORPHAN",
                        "post_delete Item",
                        "post_delete Discount",
                        "post_delete Discount",
                        "post_delete Receipt");
    }

    private static void saveOneAndRemoveIt(TestFactory factory, Object entity) {
        factory.inTransaction(session -> {
            session.persist(entity);
            session.flush();
            session.remove(entity);
        });
    }

    private List<String> run(BiConsumer<TestFactory, EventLog> work) {
        Comparison comparison = Comparison.of(
                database,
                work,
                Counted.class,
                Numbered.class,
                Random.class,
                Named.class,
                Bill.class,
                Item.class,
                Discount.class,
                Receipt.class);
        comparison.hasSameStatements();
        return comparison.events();
    }
}
