package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;

/**
 * A removal asks the database about detached instances, loads lazy references of what it deletes, and refuses some instances. It
 * does so at the same places when receivers are told of it first.
 */
@OnEveryDatabase
class DetachedInRemovalsIT {

    private final Database database;

    DetachedInRemovalsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Crate")
    static class Crate {
        @Id
        long id;

        @ManyToMany(cascade = CascadeType.ALL)
        List<Bottle> bottles = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
        Bottle first;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        Cellar cellar;
    }

    @Entity(name = "Bottle")
    static class Bottle {
        @Id
        long id;

        @Column(unique = true, nullable = false)
        int number;

        @ManyToOne(
                fetch = FetchType.LAZY,
                cascade = {CascadeType.PERSIST, CascadeType.REMOVE})
        Bottle next;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        @JoinColumn(name = "same_number", referencedColumnName = "number")
        Bottle same;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        Cellar cellar;

        static Bottle of(long id, Cellar cellar) {
            Bottle bottle = new Bottle();
            bottle.id = id;
            bottle.number = (int) id;
            bottle.cellar = cellar;
            return bottle;
        }
    }

    @Entity(name = "Cellar")
    static class Cellar {
        @Id
        long id;

        static Cellar of(long id) {
            Cellar cellar = new Cellar();
            cellar.id = id;
            return cellar;
        }
    }

    @Test
    void rowsOfDetachedReferencesAreLookedUpBetweenTheChildrenThatReferToThem() {
        compare("detached children", (session, crate) -> {
            crate.bottles.addAll(
                    List.of(Bottle.of(1, Cellar.of(1)), Bottle.of(2, Cellar.of(2)), Bottle.of(3, Cellar.of(1))));
            return crate;
        });
    }

    @Test
    void aManagedInstanceOfADetachedChildsRowEndsTheRemoval() {
        compare("managed too", (session, crate) -> {
            session.find(Bottle.class, 2L);
            crate.bottles.addAll(
                    List.of(Bottle.of(1, Cellar.of(1)), Bottle.of(2, Cellar.of(2)), Bottle.of(3, Cellar.of(3))));
            return crate;
        });
    }

    @Test
    void theRowOfARemovedInstanceIsNotDeletedAgainForADetachedOne() {
        compare("removed before", (session, crate) -> {
            session.remove(session.find(Bottle.class, 1L));
            crate.bottles.addAll(List.of(Bottle.of(1, Cellar.of(1)), Bottle.of(3, Cellar.of(3))));
            return crate;
        });
    }

    @Test
    void aDetachedInstanceOfAManagedRowIsRemovedByItself() {
        compare("managed too, no cascade", (session, crate) -> {
            session.find(Bottle.class, 2L);
            return Bottle.of(2, Cellar.of(2));
        });
    }

    @Test
    void whatADetachedInstanceTakesAlongIsLoadedBeforeTheRowsOfItsReferences() {
        compare("detached", (session, crate) -> {
            session.clear();
            crate.cellar = Cellar.of(5);
            return crate;
        });
    }

    @Test
    void lazyReferencesOfWhatIsReadOnlyAreLoadedBetweenTheRemovalsToo() {
        compare("read-only", (session, crate) -> {
            session.clear();
            session.setDefaultReadOnly(true);
            return session.find(Crate.class, 1L);
        });
    }

    @Test
    void twoDetachedInstancesOfOneRowAreAnnouncedOnce() {
        List<Object> told = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(database, Crate.class, Bottle.class, Cellar.class)) {
            fill(factory);
            factory.signals().preDelete().connect(Bottle.class, event -> told.add(event.id()));
            removed(factory, (session, crate) -> {
                crate.bottles.addAll(List.of(Bottle.of(4, Cellar.of(4)), Bottle.of(4, Cellar.of(4))));
                return crate;
            });
        }
        assertThat(told).containsExactly(4L, 3L, 2L, 1L);
    }

    private void compare(String name, BiFunction<Session, Crate, Object> removed) {
        try (SameWork work = SameWork.of(database, Crate.class, Bottle.class, Cellar.class)) {
            work.eachFactory(DetachedInRemovalsIT::fill);
            work.compare(name, factory -> removed(factory, removed));
            work.assertAll();
        }
    }

    /** A crate whose first bottle is followed by two others, and one more bottle. */
    private static void fill(TestFactory factory) {
        factory.inTransaction(session -> {
            Crate crate = new Crate();
            crate.id = 1;
            crate.first = Bottle.of(3, Cellar.of(3));
            crate.first.next = Bottle.of(2, Cellar.of(2));
            crate.first.next.next = Bottle.of(1, Cellar.of(1));
            Bottle last = Bottle.of(4, Cellar.of(4));
            session.persist(last);
            crate.cellar = Cellar.of(5);
            crate.first.same = last;
            crate.first.next.same = last;
            session.persist(crate);
        });
    }

    /** Removes an instance in a transaction that is rolled back, so that each run finds the same rows. */
    private static String removed(TestFactory factory, BiFunction<Session, Crate, Object> removed) {
        try (Session session = factory.sessionFactory().openSession()) {
            Transaction transaction = session.beginTransaction();
            Object instance = removed.apply(session, session.find(Crate.class, 1L));
            try {
                session.remove(instance);
                return "removed";
            } catch (RuntimeException e) {
                return e.getMessage();
            } finally {
                transaction.rollback();
            }
        }
    }
}
