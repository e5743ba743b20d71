package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The getter of an assigned identifier that fails only if the library reads it of its own accord. */
class FailingIdGettersIT {

    private static final Set<Listening> LISTENINGS = EnumSet.of(Listening.EVERYTHING);

    /** Whether the getter fails now, unless it is spared. One thread. */
    private static boolean failing;

    /** How often the library may read before the getter fails. */
    private static int spared;

    private int readsBefore;

    private final SameWork same = SameWork.of(Database.H2, Node.class);

    @AfterEach
    void close() {
        failing = false;
        try (same) {
            same.assertAll();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void theOperationsOfASessionGoOn(int readsBefore) {
        this.readsBefore = readsBefore;
        compare("persisted", (session, node) -> session.persist(new Node("new")));
        compare("cascaded", (session, node) -> node.grow("new"));
        compare("merged", (session, node) -> session.merge(new Node("new").grow("behind it")));
        compare("merged over a managed one", (session, node) -> session.merge(new Node("root").grow("new")));
        compare("changed", (session, node) -> node.setText("b"));
        compare("pruned", (session, node) -> node.nodes.remove(0));
        compare("moved", (session, node) -> node.nodes.get(0).setParent(null));
        compare("removed", Session::remove);
        compare("removed as a copy", (session, node) -> {
            session.clear();
            session.remove(node);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theOperationsOfAStatelessSessionGoOn(int readsBefore) {
        this.readsBefore = readsBefore;
        compareStateless("inserted", session -> session.insert(new Node("new")));
        compareStateless("inserted or updated", session -> session.upsert(new Node("root")));
        compareStateless("updated", session -> session.update(new Node("left").setText("b")));
        compareStateless("deleted", session -> session.delete(new Node("left")));
    }

    private void compare(String name, BiConsumer<Session, Node> work) {
        compareIn(
                name,
                factory -> factory.inTransaction(session -> work.accept(session, session.find(Node.class, "root"))));
    }

    private void compareStateless(String name, Consumer<StatelessSession> work) {
        compareIn(name, factory -> factory.sessionFactory().inStatelessTransaction(work));
    }

    private void compareIn(String name, Consumer<TestFactory> work) {
        same.compare(name, LISTENINGS, factory -> {
            factory.inTransaction(
                    session -> session.persist(new Node("root").grow("left").grow("right")));
            failing = true;
            spared = readsBefore;
            try {
                work.accept(factory);
            } finally {
                failing = false;
            }
            return rows(factory);
        });
    }

    private static List<?> rows(TestFactory factory) {
        return factory.fromTransaction(session -> {
            List<Node> nodes = session.createSelectionQuery("from Node order by code", Node.class)
                    .getResultList();
            List<String> rows = nodes.stream()
                    .map(node -> node.code + " " + node.text + " " + (node.parent == null ? "" : node.parent.code))
                    .toList();
            nodes.forEach(session::remove);
            return rows;
        });
    }

    @Entity(name = "Node")
    @Access(AccessType.PROPERTY)
    static class Node {
        private String code;
        private @Nullable String text = "a";
        private @Nullable Node parent;
        private List<Node> nodes = new ArrayList<>();

        Node() {
            this("");
        }

        Node(String code) {
            this.code = code;
        }

        Node grow(String child) {
            Node node = new Node(child);
            node.parent = this;
            nodes.add(node);
            return this;
        }

        @Id
        public String getCode() {
            if (failing && LibraryCalls.isOneNow() && spared-- <= 0) {
                throw new IllegalStateException("hostile");
            }
            return code;
        }

        public void setCode(String code) {
            this.code = code;
        }

        public @Nullable String getText() {
            return text;
        }

        public Node setText(@Nullable String text) {
            this.text = text;
            return this;
        }

        @ManyToOne
        public @Nullable Node getParent() {
            return parent;
        }

        public void setParent(@Nullable Node parent) {
            this.parent = parent;
        }

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        public List<Node> getNodes() {
            return nodes;
        }

        public void setNodes(List<Node> nodes) {
            this.nodes = nodes;
        }
    }
}
