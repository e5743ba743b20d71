package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A query flushes not only for the entities that it reads: also for what an orphan takes along, for the collections of new and deleted
 * entities, and for those of an embeddable that comes or goes. Then everything that the flush writes is announced before.
 */
@OnEveryDatabase
class ForecastOfDeletionsIT {

    private final TestFactory factory;

    ForecastOfDeletionsIT(Database database) {
        factory = TestFactory.of(database, Plant.class, Branch.class, Leaf.class, Insect.class, Label.class);
    }

    @BeforeEach
    void plant() {
        factory.inTransaction(session -> {
            Plant plant = new Plant();
            plant.trunk = Branch.withLeaf();
            plant.branches.add(Branch.withLeaf());
            session.persist(plant);
            session.persist(new Label());
            for (Set<Insect> insects : List.of(plant.roots.insects, plant.branches.get(0).insects)) {
                Insect insect = new Insect();
                session.persist(insect);
                insects.add(insect);
            }
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void forWhatAnOrphanTakesAlong() {
        announcesBefore("Leaf", plant -> plant.branches.remove(0));
    }

    @Test
    void forWhatALoadedOrphanTakesAlong() {
        announcesBefore("Leaf", plant -> {
            plant.branches.get(0).leaves.size();
            plant.branches.remove(0);
        });
    }

    @Test
    void forWhatTheOrphanOfAOneToOneTakesAlong() {
        announcesBefore("Leaf", plant -> plant.trunk = null);
    }

    @Test
    void forTheCollectionsOfAnOrphan() {
        announcesBefore("Insect", plant -> plant.branches.remove(0));
    }

    @Test
    void forTheEmptyCollectionsOfANewEntity() {
        announcesBefore("Insect", plant -> plant.branches.add(new Branch()));
    }

    @Test
    void forTheCollectionsOfAnEmbeddableThatIsGone() {
        announcesBefore("Insect", plant -> plant.roots = null);
        announcesBefore("Insect", plant -> plant.roots = new Roots());
    }

    /** Changes something, and a label; asks for entities, for which Hibernate flushes; and expects the label to be announced. */
    private void announcesBefore(String queried, Consumer<Plant> change) {
        List<String> log = new ArrayList<>();
        Connection connection =
                factory.signals().preSave().connect(Label.class, event -> log.add("announced " + event.insideFlush()));
        factory.inTransaction(session -> {
            session.find(Label.class, 1L).text += "!";
            change.accept(session.find(Plant.class, 1L));
            factory.statements().clear();
            session.createSelectionQuery("select count(*) from " + queried, Long.class)
                    .getSingleResult();
            assertThat(factory.statements().all()).contains("update label");
            log.add("queried");
        });
        connection.disconnect();

        assertThat(log).containsExactly("announced false", "queried");
    }

    @Entity(name = "Plant")
    static class Plant {
        @Id
        long id = 1;

        Roots roots = new Roots();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "plant")
        List<Branch> branches = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Branch trunk;
    }

    @Embeddable
    static class Roots {
        String depth = "deep";

        @OneToMany
        @JoinColumn(name = "roots")
        Set<Insect> insects = new HashSet<>();
    }

    @Entity(name = "Branch")
    static class Branch {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL, mappedBy = "branch")
        List<Leaf> leaves = new ArrayList<>();

        @OneToMany
        @JoinColumn(name = "branch")
        Set<Insect> insects = new HashSet<>();

        static Branch withLeaf() {
            Branch branch = new Branch();
            Leaf leaf = new Leaf();
            leaf.branch = branch;
            branch.leaves.add(leaf);
            return branch;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Branch branch;
    }

    @Entity(name = "Insect")
    static class Insect {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        long id = 1;

        String text = "a";
    }
}
