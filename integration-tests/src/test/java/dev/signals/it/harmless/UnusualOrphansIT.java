package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Orphans where the session remembers less, or something else, than one expects. They are announced before the flush ({@code
 * signals.strict}), and nothing is taken for an orphan that is none.
 */
@OnEveryDatabase
class UnusualOrphansIT {

    private final SameWork same;

    UnusualOrphansIT(Database database) {
        same = SameWork.of(
                database,
                Map.of(SignalSettings.STRICT, "true"),
                Frozen.class,
                Notebook.class,
                Drawer.class,
                Sheet.class,
                Owner.class,
                Part.class,
                Node.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void anEmbeddableOfAnImmutableEntityLetsGo() {
        compare("cleared", session -> frozen(session).sheets.list.clear());
        compare("one of two", session -> frozen(session).sheets.list.remove(0));
        compare("before a query", session -> {
            frozen(session).sheets.list.clear();
            session.createSelectionQuery("from Sheet", Sheet.class).getResultList();
        });
    }

    @Test
    void anEmbeddableOfAReadOnlyEntityLetsGo() {
        compare("found", session -> {
            Notebook notebook = notebook(session);
            session.setReadOnly(notebook, true);
            notebook.sheets.list.remove(0);
        });
        compare("by default", session -> {
            long id = notebook(session).id;
            session.clear();
            session.setDefaultReadOnly(true);
            session.find(Notebook.class, id).sheets.list.clear();
        });
    }

    @Test
    void anEntityIsReplacedByItsOwnProxy() {
        compare("replaced", session -> {
            session.createNativeMutationQuery("delete from Owner").executeUpdate();
            session.createNativeMutationQuery("delete from Part").executeUpdate();
            Part proxy = session.getReference(Part.class, 5L);
            Owner owner = new Owner();
            owner.part = new Part();
            owner.part.id = 5;
            session.persist(owner);
            session.flush();
            owner.part = proxy;
            session.flush();
            session.clear();
        });
    }

    @Test
    void aProxyIsReplacedByItsOwnEntity() {
        compare("replaced", session -> {
            session.createNativeMutationQuery("delete from Owner").executeUpdate();
            session.createNativeMutationQuery("delete from Part").executeUpdate();
            Owner owner = new Owner();
            owner.part = new Part();
            owner.part.id = 6;
            session.persist(owner);
            session.flush();
            session.clear();
            Owner found = session.find(Owner.class, owner.id);
            found.part = session.createSelectionQuery("from Part where id = 6", Part.class)
                    .getSingleResult();
        });
    }

    /** Hibernate takes the orphan back when it comes to the second collection. */
    @Test
    void anElementMovesBetweenTheCollectionsOfAnEmbeddable() {
        compare("to the right", session -> {
            Drawer drawer = drawer(session);
            Sheet moved = drawer.halves.left.remove(0);
            moved.text = "moved";
            drawer.halves.right.add(moved);
        });
        compare("to the left", session -> {
            Drawer drawer = drawer(session);
            drawer.halves.right.add(new Sheet());
            session.flush();
            drawer.halves.left.add(drawer.halves.right.remove(0));
        });
    }

    /** Hibernate gives the collection of the copy the snapshot of the detached one, but a new collection has no orphans. */
    @Test
    void aMergedNewEntityHasNoOrphans() {
        same.compare("merged", factory -> {
            long before = factory.count("Node");
            Node child = Node.of();
            Node other = Node.of(Node.of());
            factory.inTransaction(session -> List.of(child, other).forEach(session::persist));
            Node parent = Node.of();
            try {
                factory.inTransaction(session -> {
                    parent.nodes.add(session.getReference(Node.class, child.id));
                    parent.nodes.add(session.getReference(Node.class, other.id));
                    session.persist(parent);
                    session.flush();
                    parent.nodes.remove(1);
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException expected) {
                factory.inTransaction(session -> session.merge(parent));
            }
            return factory.count("Node") - before;
        });
    }

    private void compare(String name, Consumer<Session> work) {
        same.compare(name, factory -> {
            long before = factory.count("Sheet");
            factory.inTransaction(work::accept);
            return factory.count("Sheet") - before;
        });
    }

    private static Frozen frozen(Session session) {
        Frozen frozen = new Frozen();
        frozen.sheets.list.add(new Sheet());
        frozen.sheets.list.add(new Sheet());
        session.persist(frozen);
        session.flush();
        session.clear();
        return session.find(Frozen.class, frozen.id);
    }

    private static Notebook notebook(Session session) {
        Notebook notebook = new Notebook();
        notebook.sheets.list.add(new Sheet());
        notebook.sheets.list.add(new Sheet());
        session.persist(notebook);
        session.flush();
        session.clear();
        return session.find(Notebook.class, notebook.id);
    }

    private static Drawer drawer(Session session) {
        Drawer drawer = new Drawer();
        drawer.halves.left.add(new Sheet());
        session.persist(drawer);
        session.flush();
        session.clear();
        return session.find(Drawer.class, drawer.id);
    }

    @Embeddable
    static class Sheets {
        String title = "t";

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<Sheet> list = new ArrayList<>();
    }

    @Entity(name = "Frozen")
    @Immutable
    static class Frozen {
        @Id
        @GeneratedValue
        Long id;

        Sheets sheets = new Sheets();
    }

    @Entity(name = "Notebook")
    static class Notebook {
        @Id
        @GeneratedValue
        Long id;

        Sheets sheets = new Sheets();
    }

    @Embeddable
    static class Halves {
        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "drawer_left")
        List<Sheet> left = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "drawer_right")
        List<Sheet> right = new ArrayList<>();
    }

    @Entity(name = "Drawer")
    static class Drawer {
        @Id
        @GeneratedValue
        Long id;

        Halves halves = new Halves();
    }

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        @GeneratedValue
        Long id;

        String text = "blank";
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        Part part;
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        long id;
    }

    @Entity(name = "Node")
    static class Node {
        private static long last;

        @Id
        long id = ++last;

        @OneToMany(
                cascade = {CascadeType.PERSIST, CascadeType.MERGE},
                orphanRemoval = true)
        @JoinTable(name = "node_node")
        List<Node> nodes = new ArrayList<>();

        static Node of(Node... nodes) {
            Node node = new Node();
            node.nodes.addAll(List.of(nodes));
            return node;
        }
    }
}
