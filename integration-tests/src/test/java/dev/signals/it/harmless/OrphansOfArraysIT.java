package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hibernate keeps what it knows of an array beside it, in the session. So an element that is replaced in its array is an orphan,
 * as one that is taken out of a list.
 */
@OnEveryDatabase
class OrphansOfArraysIT {

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "shelf_id")
        @OrderColumn
        Jar[] jars = new Jar[0];
    }

    /** One of its arrays has no snapshot, and comes before the others. */
    @Entity(name = "Rack")
    static class Rack {
        @Id
        Long id;

        String name;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        @OrderColumn
        @Immutable
        Jar[] glued = new Jar[0];

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        @OrderColumn
        Jar[] jars = new Jar[0];

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Jar> spare = new ArrayList<>();
    }

    @Entity(name = "Jar")
    static class Jar {
        @Id
        Long id;

        /** Loaded by a removal. */
        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Label> labels = new ArrayList<>();
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        Long id;
    }

    private static final Class<?>[] ENTITIES = {Shelf.class, Rack.class, Jar.class, Label.class};

    private final Database database;
    private final SameWork same;

    OrphansOfArraysIT(Database database) {
        this.database = database;
        same = SameWork.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    private static Jar jar(long id) {
        Jar jar = new Jar();
        jar.id = id;
        Label label = new Label();
        label.id = id;
        jar.labels.add(label);
        return jar;
    }

    private static Shelf shelf(Jar... jars) {
        Shelf shelf = new Shelf();
        shelf.id = 1L;
        shelf.jars = jars;
        return shelf;
    }

    private void compare(Shelf first, BiConsumer<Session, Shelf> work) {
        same.compare("an array", factory -> {
            factory.inTransaction(session -> {
                for (String entity : List.of("Label", "Jar", "Shelf")) {
                    session.createMutationQuery("delete " + entity).executeUpdate();
                }
                session.merge(first);
            });
            factory.inTransaction(session -> work.accept(session, session.find(Shelf.class, 1L)));
            return List.of(factory.count("Shelf"), factory.count("Jar"), factory.count("Label"));
        });
    }

    @Test
    void anElementIsReplaced() {
        compare(shelf(jar(1), jar(2)), (session, shelf) -> shelf.jars[0] = jar(3));
    }

    @Test
    void anElementIsTakenOut() {
        compare(shelf(jar(1), jar(2)), (session, shelf) -> shelf.jars[1] = null);
    }

    @Test
    void twoElementsChangePlaces() {
        compare(shelf(jar(1), jar(2)), (session, shelf) -> {
            Jar first = shelf.jars[0];
            shelf.jars[0] = shelf.jars[1];
            shelf.jars[1] = first;
        });
    }

    @Test
    void theArrayIsReplaced() {
        compare(shelf(jar(1), jar(2)), (session, shelf) -> shelf.jars = new Jar[] {shelf.jars[0]});
    }

    @Test
    void theOwnerIsRemovedAfterAnElementWasReplaced() {
        compare(shelf(jar(1), jar(2)), (session, shelf) -> {
            shelf.jars[0] = jar(3);
            session.remove(shelf);
        });
    }

    @Test
    void theOwnerIsRemoved() {
        compare(shelf(jar(1), jar(2)), Session::remove);
    }

    private void compareRacks(BiConsumer<Session, Rack> work) {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            Rack rack = new Rack();
            rack.id = 1L;
            rack.glued = new Jar[] {jar(1)};
            rack.jars = new Jar[] {jar(2)};
            rack.spare.add(jar(3));
            session.persist(rack);
        }));
        same.compare("an immutable array", factory -> {
            factory.inTransaction(session -> work.accept(session, session.find(Rack.class, 1L)));
            return factory.count("Jar");
        });
    }

    @Test
    void removingTheOwnerOfAnImmutableArrayFailsWhereItFails() {
        compareRacks(Session::remove);
    }

    @Test
    void aFlushFailsBeforeItComesToTheOrphansOfAnotherArray() {
        compareRacks((session, rack) -> rack.jars[0] = jar(4));
    }

    @Test
    void aFlushFailsBeforeItComesToTheOrphansOfAList() {
        compareRacks((session, rack) -> rack.spare.clear());
    }

    @Test
    void aFlushFailsBecauseOfTheArrayAlone() {
        compareRacks((session, rack) -> rack.name = "b");
    }

    @Test
    void anOrphanOfAnArrayIsAnnouncedBeforeTheFlushAndAfterIt() {
        assertThat(announced((session, shelf) -> shelf.jars[0] = jar(3)))
                .containsExactly("pre 1 ORPHAN", "post 1 ORPHAN");
    }

    /** Hibernate keeps no snapshots of the collections of a read-only entity either, but does not need one. */
    @Test
    void aReadOnlyOwnerDoesNotHideTheOrphansOfOthers() {
        assertThat(announced((session, shelf) -> {
                    session.setReadOnly(shelf, true);
                    session.find(Shelf.class, 2L).jars[0] = jar(3);
                }))
                .containsExactly("pre 20 ORPHAN", "post 20 ORPHAN");
    }

    private List<String> announced(BiConsumer<Session, Shelf> work) {
        try (TestFactory factory = TestFactory.of(database, ENTITIES)) {
            factory.inTransaction(session -> {
                session.persist(shelf(jar(1), jar(2)));
                Shelf other = shelf(jar(20));
                other.id = 2L;
                session.persist(other);
            });
            List<String> log = new ArrayList<>();
            factory.signals().preDelete().connect(Jar.class, event -> {
                assertThat(event.insideFlush()).isFalse();
                log.add("pre " + event.id() + " " + event.cause());
            });
            factory.signals()
                    .postDelete()
                    .connect(Jar.class, event -> log.add("post " + event.id() + " " + event.cause()));

            factory.inTransaction(session -> work.accept(session, session.find(Shelf.class, 1L)));

            return log;
        }
    }
}
