package dev.signals.it.harmless;

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
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A flush fails over a detached entity that it cascades to, before it comes to what is behind it. New entities there get no
 * identifier, although receivers of associations would be told of them.
 */
@OnEveryDatabase
class DetachedChildrenIT {

    private final SameWork work;
    private long shelves;

    DetachedChildrenIT(Database database) {
        work = SameWork.of(database, Shelf.class, Jar.class, Lid.class);
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
