package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A child that moves from one parent to another which comes later in the flush: Hibernate begins to delete it as an orphan, and takes
 * that back when the other parent cascades to it. Nothing is deleted, and nobody is told of a deletion.
 */
@OnEveryDatabase
class MovedChildrenIT {

    private final TestFactory factory;
    private final List<String> told = new ArrayList<>();
    private final Long[] ids = new Long[2];

    MovedChildrenIT(Database database) {
        factory = TestFactory.of(database, Tree.class, Leaf.class);
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < ids.length; i++) {
            Tree tree = new Tree();
            tree.leaves.add(new Leaf());
            tree.crown.leaves.add(new Leaf());
            factory.inTransaction(session -> session.persist(tree));
            ids[i] = tree.id;
        }
        factory.signals().preSave().connect(Leaf.class, this::add);
        factory.signals().postSave().connect(Leaf.class, this::add);
        factory.signals().preDelete().connect(Leaf.class, this::add);
        factory.signals().postDelete().connect(Leaf.class, this::add);
    }

    private void add(ModelEvent<?> event) {
        assertThat(event.insideFlush()).isFalse();
        told.add(event.toString().replaceAll(" of .*", "")
                + (event instanceof PreDelete<?> delete ? " " + delete.cause() : ""));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void nobodyIsToldOfAChildThatMovesToTheNextParent() {
        move((session, one, other) -> other.leaves.add(one.leaves.remove(0)));

        assertThat(told).isEmpty();
    }

    @Test
    void norToANewParent() {
        move((session, one, other) -> {
            Tree tree = new Tree();
            session.persist(tree);
            tree.leaves.add(one.leaves.remove(0));
        });

        assertThat(told).isEmpty();
    }

    @Test
    void norWithinItsParent() {
        move((session, one, other) -> one.leaves.add(one.crown.leaves.remove(0)));

        assertThat(told).isEmpty();
    }

    @Test
    void norOutOfAnEmbeddable() {
        move((session, one, other) -> other.crown.leaves.add(one.crown.leaves.remove(0)));

        assertThat(told).isEmpty();
    }

    @Test
    void norOfAReference() {
        factory.inTransaction(session -> session.find(Tree.class, ids[0]).fallen = new Leaf());
        told.clear();

        move((session, one, other) -> {
            other.leaves.add(one.fallen);
            one.fallen = null;
        });

        assertThat(told).isEmpty();
        assertThat(factory.count("Leaf")).isEqualTo(5);
    }

    @Test
    void aQueryInBetweenTellsNobodyEither() {
        move((session, one, other) -> {
            other.leaves.add(one.leaves.remove(0));
            session.createSelectionQuery("from Leaf", Leaf.class).getResultList();
        });

        assertThat(told).isEmpty();
    }

    @Test
    void aChangeOfAMovedChildIsASave() {
        move((session, one, other) -> {
            Leaf leaf = one.leaves.remove(0);
            leaf.color = "red";
            other.leaves.add(leaf);
        });

        assertThat(told).containsExactly("pre_save", "post_save");
    }

    @Test
    void aMovedChildThatIsRemovedLaterIsAnnounced() {
        move((session, one, other) -> {
            Leaf leaf = one.leaves.remove(0);
            other.leaves.add(leaf);
            session.flush();
            other.leaves.remove(leaf);
            session.remove(leaf);
        });

        assertThat(told).containsExactly("pre_delete EXPLICIT", "post_delete");
    }

    @Test
    void aMovedChildThatIsOrphanedLaterIsAnnounced() {
        move((session, one, other) -> {
            Leaf leaf = one.leaves.remove(0);
            other.leaves.add(leaf);
            session.flush();
            other.leaves.remove(leaf);
        });

        assertThat(told).containsExactly("pre_delete ORPHAN", "post_delete");
    }

    @Test
    void aChildThatMovesToAParentBeforeItIsDeletedByHibernate() {
        move((session, one, other) -> one.leaves.add(other.leaves.remove(0)));

        assertThat(told).containsExactly("pre_delete ORPHAN", "post_delete");
    }

    private interface Move {
        void on(Session session, Tree one, Tree other);
    }

    private void move(Move move) {
        factory.inTransaction(
                session -> move.on(session, session.find(Tree.class, ids[0]), session.find(Tree.class, ids[1])));
    }

    @Entity(name = "Tree")
    static class Tree {
        @Id
        @GeneratedValue
        Long id;

        @Embedded
        Crown crown = new Crown();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "tree")
        List<Leaf> leaves = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Leaf fallen;
    }

    @Embeddable
    static class Crown {
        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "crown")
        List<Leaf> leaves = new ArrayList<>();
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        @GeneratedValue
        Long id;

        String color;
    }
}
