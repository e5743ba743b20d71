package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A flush fails over what is detached, or over an immutable collection with orphan removal, before it comes to what is behind
 * it. New entities there get no identifier, although receivers of associations would be told of them.
 */
@OnEveryDatabase
class InterruptedFlushesIT {

    private final SameWork work;
    private long shelves;

    InterruptedFlushesIT(Database database) {
        work = SameWork.ofPersistenceUnit(database, Shelf.class, Jar.class, Lid.class, Crate.class, Box.class);
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "Shelf_jars")
        List<Jar> jars = new ArrayList<>();
    }

    @Entity(name = "Jar")
    static class Jar {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @OneToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "Jar_lids")
        List<Lid> lids = new ArrayList<>();
    }

    @Entity(name = "Lid")
    static class Lid {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    /** Hibernate keeps no snapshot of the labels, and fails when it looks for orphans among them. */
    @Entity(name = "Crate")
    static class Crate {
        @Id
        long id;

        @Immutable
        @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
        @JoinTable(name = "Crate_labels")
        List<Lid> labels = new ArrayList<>();
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
        @JoinTable(name = "Box_jars")
        List<Jar> jars = new ArrayList<>();
    }

    @BeforeEach
    void writeShelves() {
        work.eachFactory(factory -> factory.inTransaction(session -> {
            Shelf first = new Shelf();
            first.id = 1;
            first.jars.add(new Jar());
            Shelf second = new Shelf();
            second.id = 2;
            session.persist(first);
            session.persist(second);
            Crate crate = new Crate();
            crate.id = 1;
            crate.labels.add(new Lid());
            session.persist(crate);
            Box box = new Box();
            box.id = 1;
            box.jars.add(new Jar());
            session.persist(box);
        }));
    }

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void aDetachedChildBeforeANewOne() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(detachedJar(session));
            session.find(Shelf.class, 2L).jars.add(new Jar());
        });
    }

    @Test
    void aDetachedChildBehindANewOne() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(new Jar());
            session.find(Shelf.class, 2L).jars.add(detachedJar(session));
        });
    }

    @Test
    void aDetachedChildOfANewOneBeforeANewOne() {
        compare(session -> {
            Jar jar = new Jar();
            jar.lids.add(detachedLid());
            session.find(Shelf.class, 1L).jars.add(jar);
            session.find(Shelf.class, 2L).jars.add(new Jar());
        });
    }

    @Test
    void aDetachedChildBeforeANewOwner() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(detachedJar(session));
            Shelf shelf = new Shelf();
            shelf.id = 10 + ++shelves;
            session.persist(shelf);
            shelf.jars.add(new Jar());
        });
    }

    @Test
    void anImmutableCollectionBeforeANewOne() {
        compare(session -> {
            session.find(Crate.class, 1L).labels.size();
            session.find(Shelf.class, 1L).jars.add(new Jar());
        });
    }

    @Test
    void anImmutableCollectionBehindANewOne() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(new Jar());
            session.find(Crate.class, 1L).labels.size();
        });
    }

    @Test
    void aDetachedProxyBeforeANewOne() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(detachedProxy(session));
            session.find(Shelf.class, 2L).jars.add(new Jar());
        });
    }

    @Test
    void aProxyWithoutARowBeforeANewOne() {
        compare(session -> {
            Jar jar = session.getReference(Jar.class, 1000L);
            assertThatThrownBy(() -> Hibernate.initialize(jar)).isInstanceOf(RuntimeException.class);
            session.find(Shelf.class, 1L).jars.add(jar);
            session.find(Shelf.class, 2L).jars.add(new Jar());
        });
    }

    @Test
    void aDetachedOrphanBeforeANewOne() {
        compare(session -> {
            Box box = session.find(Box.class, 1L);
            session.detach(box.jars.remove(0));
            session.find(Shelf.class, 1L).jars.add(new Jar());
        });
    }

    @Test
    void aDetachedOrphanBehindANewOne() {
        compare(session -> {
            session.find(Shelf.class, 1L).jars.add(new Jar());
            Box box = session.find(Box.class, 1L);
            session.detach(box.jars.remove(0));
        });
    }

    private static Jar detachedProxy(Session session) {
        Jar proxy = session.getReference(Jar.class, 1L);
        session.detach(proxy);
        return proxy;
    }

    private static Jar detachedJar(Session session) {
        Jar jar = session.createSelectionQuery("from Jar", Jar.class)
                .setMaxResults(1)
                .getSingleResult();
        session.detach(jar);
        return jar;
    }

    private static Lid detachedLid() {
        Lid lid = new Lid();
        lid.id = 1L;
        return lid;
    }

    /** The flush of a commit, a flush by itself, and that of a query. */
    private void compare(Consumer<Session> change) {
        work.compare("commit", factory -> change(factory, change, session -> {}));
        work.compare("flush", factory -> change(factory, change, Session::flush));
        work.compare(
                "query",
                factory -> change(
                        factory,
                        change,
                        session -> session.createNativeQuery("select count(*) from Jar", Long.class)
                                .getSingleResult()));
        work.assertAll();
    }

    private static String change(TestFactory factory, Consumer<Session> change, Consumer<Session> end) {
        factory.inTransaction(session -> {
            change.accept(session);
            end.accept(session);
        });
        return "written";
    }
}
