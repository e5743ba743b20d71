package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * References of deleted entities that Hibernate fetches, to see whether they refer to what is deleted before ({@code
 * ForeignKeys.Nullifier}). Only attributes of enhanced entities are not fetched before.
 */
@OnEveryDatabase
class NullifiedReferencesIT {

    private final Database database;

    NullifiedReferencesIT(Database database) {
        this.database = database;
    }

    enum Reference {
        NULL,
        ITSELF,
        DELETED_BEFORE,
        ANOTHER
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        long id;

        @Column(unique = true)
        long number;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(
                name = "by_number",
                referencedColumnName = "number",
                foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable
        Item byNumber;

        @Version
        int version;

        void refer(Reference reference, Item before, Item another) {
            byNumber = switch (reference) {
                case NULL -> null;
                case ITSELF -> this;
                case DELETED_BEFORE -> before;
                case ANOTHER -> another;
            };
        }
    }

    @Entity(name = "Fixed")
    @Immutable
    static class Fixed {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(
                name = "by_number",
                referencedColumnName = "number",
                foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable
        Item byNumber;

        void refer(@Nullable Item item) {
            byNumber = item;
        }
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Item taken;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE, orphanRemoval = true)
        Item orphan;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Fixed fixed;

        static Owner of(Item taken, Item orphan, Fixed fixed) {
            Owner owner = new Owner();
            owner.taken = taken;
            owner.orphan = orphan;
            owner.fixed = fixed;
            return owner;
        }

        Item taken() {
            return taken;
        }

        void release() {
            orphan = null;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheyReferToIsTakenOutOfTheirRowAsWithoutTheLibrary(Reference reference) {
        try (SameWork same = SameWork.of(database, Owner.class, Item.class, Fixed.class)) {
            compare(same, reference, "cascade", session -> session.remove(owner(session)));
            compare(same, reference, "cascade in a read-only session", session -> {
                session.setDefaultReadOnly(true);
                session.remove(owner(session));
            });
            compare(same, reference, "read-only entities", session -> {
                session.setReadOnly(session.find(Item.class, 1L), true);
                session.setReadOnly(session.find(Item.class, 2L), true);
                session.remove(owner(session));
            });
            compare(same, reference, "one after the other", session -> {
                session.setDefaultReadOnly(true);
                List<Item> items =
                        session.createQuery("from Item order by id", Item.class).list();
                session.remove(owner(session));
                items.forEach(session::remove);
            });
            compare(same, reference, "together with a query between", session -> {
                session.setDefaultReadOnly(true);
                session.remove(session.find(Item.class, 3L));
                session.createQuery("from Owner", Owner.class).list();
                session.remove(owner(session));
            });
            compare(same, reference, "orphan of a flush", session -> {
                session.remove(session.find(Item.class, 3L));
                owner(session).release();
            });
            compare(same, reference, "orphan of a flush, read-only", session -> {
                session.setReadOnly(session.find(Item.class, 2L), true);
                session.remove(session.find(Item.class, 3L));
                owner(session).release();
            });
            same.assertAll();
        }
    }

    /** Loads the owner, and what it takes along: a removal loads what it takes along if somebody hears of deletions. */
    private static Owner owner(Session session) {
        session.find(Item.class, 1L);
        session.find(Item.class, 2L);
        session.find(Fixed.class, 1L);
        return session.find(Owner.class, 1L);
    }

    private static void compare(SameWork same, Reference reference, String name, Consumer<Session> work) {
        same.compare(name, factory -> {
            store(factory, reference);
            factory.inTransaction(work::accept);
            return List.of(factory.count("Owner"), factory.count("Item"), factory.count("Fixed"));
        });
    }

    private static void store(TestFactory factory, Reference reference) {
        factory.inTransaction(session -> {
            for (String table : List.of("Owner", "Fixed", "Item")) {
                session.createNativeMutationQuery("delete from " + table).executeUpdate();
            }
        });
        factory.inTransaction(session -> {
            Item taken = item(1);
            Item orphan = item(2);
            Item another = item(3);
            Item kept = item(4);
            Fixed fixed = new Fixed();
            taken.refer(reference, another, kept);
            orphan.refer(reference, taken, kept);
            fixed.refer(reference == Reference.NULL ? null : taken);
            List.of(another, kept, taken, orphan, fixed, Owner.of(taken, orphan, fixed))
                    .forEach(session::persist);
        });
    }

    private static Item item(long id) {
        Item item = new Item();
        item.id = id;
        item.number = id * 10;
        return item;
    }
}
