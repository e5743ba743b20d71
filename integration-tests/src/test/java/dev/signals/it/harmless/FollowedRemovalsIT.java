package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A look at what a removal takes along loads no more, and no earlier, than Hibernate does. */
@OnEveryDatabase
class FollowedRemovalsIT {

    private final Database database;

    FollowedRemovalsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        Tray tray;
    }

    @Entity(name = "Tray")
    static class Tray {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "tray_id")
        List<Spoon> spoons = new ArrayList<>();
    }

    @Entity(name = "Spoon")
    static class Spoon {
        @Id
        Long id;
    }

    @Test
    void aNewChildOfAnOrphanIsNotLookedUpIfTheFlushHasPersistedIt() {
        try (SameWork work = SameWork.of(database, Box.class, Tray.class, Spoon.class)) {
            long[] next = {0};
            for (Listening listening : work.listenings()) {
                long id = ++next[0];
                work.compare("orphan", EnumSet.of(listening), factory -> {
                    factory.inTransaction(session -> {
                        Box box = new Box();
                        box.id = id;
                        box.tray = new Tray();
                        box.tray.id = id;
                        session.persist(box);
                    });
                    factory.inTransaction(session -> {
                        Tray tray = session.find(Tray.class, id); // The flush comes to the tray before the box.
                        Box box = session.find(Box.class, id);
                        Spoon spoon = new Spoon();
                        spoon.id = id;
                        tray.spoons.add(spoon);
                        box.tray = null;
                    });
                    return null;
                });
            }
            work.assertAll();
        }
    }

    @Test
    void whatComesAfterADetachedChildIsNotLoadedIfHibernateRefusesTheChild() {
        try (SameWork work = SameWork.ofPersistenceUnit(database, Shelf.class, Jar.class, Lid.class)) {
            work.eachFactory(factory -> factory.inTransaction(session -> {
                Shelf shelf = new Shelf();
                shelf.jars.add(new Jar());
                shelf.more.add(new Jar());
                shelf.jars.get(0).lids.add(new Lid());
                shelf.jars.get(0).more.add(new Lid());
                session.persist(shelf);
            }));
            work.compare("detached in the first collection", factory -> remove(factory, shelf -> shelf.jars.get(0)));
            work.compare(
                    "detached one level below",
                    factory -> remove(factory, shelf -> shelf.jars.get(0).lids.get(0)));
            work.assertAll();
        }
    }

    private static Object remove(TestFactory factory, Function<Shelf, Object> detached) {
        return factory.fromTransaction(session -> {
            Shelf shelf =
                    session.createSelectionQuery("from Shelf", Shelf.class).getSingleResult();
            session.detach(detached.apply(shelf));
            try {
                session.remove(shelf);
                return "removed";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            } finally {
                session.clear();
            }
        });
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinTable(name = "Shelf_jars")
        List<Jar> jars = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinTable(name = "Shelf_more")
        List<Jar> more = new ArrayList<>();
    }

    @Entity(name = "Jar")
    static class Jar {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinTable(name = "Jar_lids")
        List<Lid> lids = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinTable(name = "Jar_more")
        List<Lid> more = new ArrayList<>();
    }

    @Entity(name = "Lid")
    static class Lid {
        @Id
        @GeneratedValue
        Long id;
    }
}
