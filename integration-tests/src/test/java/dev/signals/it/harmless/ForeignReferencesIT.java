package dev.signals.it.harmless;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.annotations.NaturalId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In a persistence unit, Hibernate refuses to remove a reference of another session that it would delete without loading it. It does
 * so with receivers of deletions too, for which it would otherwise load and delete the row.
 */
class ForeignReferencesIT {

    private final SameWork same = SameWork.ofPersistenceUnit(
            Database.H2,
            Basket.class,
            Apple.class,
            Seed.class,
            Pear.class,
            Fruit.class,
            Plum.class,
            Named.class,
            Stranger.class);

    /** The session of the reference. */
    private enum From {
        A_CLOSED_SESSION,
        AN_OPEN_SESSION
    }

    @BeforeEach
    void writeRows() {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (Object entity : List.of(new Basket(), new Apple(), new Seed(), new Pear(), new Plum(), new Named())) {
                session.persist(entity);
            }
        }));
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOfAnotherSessionIsRefused(From from) {
        compare(from, Apple.class, (session, apple) -> session.remove(apple));
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOfAnotherSessionIsNoReferenceOfThisOneAfterwards(From from) {
        compare(from, Apple.class, (session, apple) -> {
            try {
                session.remove(apple);
            } catch (IllegalArgumentException e) {
                session.remove(apple);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOfAnotherSessionIsRefusedInACascade(From from) {
        compare(from, Apple.class, (session, apple) -> {
            Basket basket = session.find(Basket.class, 1L);
            basket.apple = (Apple) apple;
            session.remove(basket);
        });
        compare(from, Apple.class, (session, apple) -> {
            Basket basket = session.find(Basket.class, 1L);
            basket.apples.add((Apple) apple);
            session.remove(basket);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLoadedBehindAReferenceOfAnotherSession(From from) {
        compare(from, Apple.class, (session, apple) -> {
            Basket basket = session.find(Basket.class, 1L);
            basket.apples.add((Apple) apple);
            basket.pear = session.getReference(Pear.class, 1L);
            basket.plums.add(session.getReference(Plum.class, 1L));
            session.remove(basket);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceOfAnotherSessionIsRefusedAsAnOrphan(From from) {
        compare(from, Apple.class, (session, apple) -> {
            Basket basket = session.find(Basket.class, 1L);
            basket.only = (Apple) apple;
            session.flush();
            basket.only = null;
            session.flush();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatHibernateLoadsToDeleteItIsStillRemoved(From from) {
        for (Class<?> type : List.of(Pear.class, Fruit.class, Basket.class, Named.class)) {
            compare(from, type, Session::remove);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceToWhatTheSessionHasIsStillRemoved(From from) {
        compare(from, Apple.class, (session, apple) -> {
            session.find(Apple.class, 1L);
            session.remove(apple);
        });
    }

    @Test
    void aReferenceIsRefusedWithReceiversOfAnotherEntityToo() {
        compareReceiver(signals -> signals.preDelete().connect(Stranger.class, event -> {}));
        compareReceiver(signals -> signals.postDelete().connect(Stranger.class, event -> {}));
        compareReceiver(signals -> signals.changed().connect(Stranger.class, event -> {}));
    }

    @Test
    void aReferenceIsRefusedAfterTheLastReceiverHasGone() {
        compareReceiver(signals -> {
            Connection connection = signals.postDelete().connect(Apple.class, event -> {});
            connection.disconnect();
            return connection;
        });
    }

    @Test
    void aReferenceIsRefusedWithReceiversOfAssociationsToo() {
        same.compareByHand(
                "element",
                factory -> removed(factory, From.A_CLOSED_SESSION, Seed.class, Session::remove),
                signals -> signals.m2mChanged().connect(event -> {}),
                factory -> removed(factory, From.A_CLOSED_SESSION, Seed.class, Session::remove));
    }

    private interface Removal {
        void of(Session session, Object reference);
    }

    private void compareReceiver(Function<FactorySignals, Connection> receiver) {
        Function<TestFactory, ?> work =
                factory -> removed(factory, From.A_CLOSED_SESSION, Apple.class, Session::remove);
        same.compareByHand("receiver", work, receiver, work);
    }

    private void compare(From from, Class<?> type, Removal removal) {
        same.compare(from + " " + type, factory -> removed(factory, from, type, removal));
    }

    /** Removes a reference in a transaction that is rolled back, so that each run finds the same rows. */
    private static String removed(TestFactory factory, From from, Class<?> type, Removal removal) {
        try (Session other = factory.sessionFactory().openSession();
                Session session = factory.sessionFactory().openSession()) {
            Object reference = from == From.AN_OPEN_SESSION
                    ? other.getReference(type, 1L)
                    : factory.fromTransaction(closed -> closed.getReference(type, 1L));
            Transaction transaction = session.beginTransaction();
            try {
                removal.of(session, reference);
                session.flush();
                return "removed";
            } catch (RuntimeException e) {
                return e.toString();
            } finally {
                transaction.rollback();
            }
        }
    }

    @Entity(name = "Basket")
    static class Basket {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Apple apple;

        @ManyToMany(cascade = CascadeType.REMOVE)
        List<Apple> apples = new ArrayList<>();

        @OneToOne(fetch = FetchType.LAZY, orphanRemoval = true)
        Apple only;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Pear pear;

        @ManyToMany(cascade = CascadeType.REMOVE)
        List<Plum> plums = new ArrayList<>();

        @OneToMany(mappedBy = "basket")
        List<Seed> seeds = new ArrayList<>();
    }

    @Entity(name = "Apple")
    static class Apple {
        @Id
        long id = 1;
    }

    @Entity(name = "Seed")
    static class Seed {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY)
        Basket basket;
    }

    @Entity(name = "Pear")
    static class Pear {
        @Id
        long id = 1;

        @PreRemove
        void isRemoved() {}
    }

    @Entity(name = "Fruit")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Fruit {
        @Id
        long id = 1;
    }

    @Entity(name = "Plum")
    static class Plum extends Fruit {}

    @Entity(name = "Named")
    static class Named {
        @Id
        long id = 1;

        @NaturalId
        String name = "n";
    }

    @Entity(name = "Stranger")
    static class Stranger {
        @Id
        long id = 1;
    }
}
