package dev.signals.it.harmless;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Trees, whose removal takes along a table for each way in which it cascades. */
final class Garden {

    /** Hears the callbacks of the test that is running. */
    static Consumer<String> callbacks = text -> {};

    private Garden() {}

    /** Something that has an assigned identifier. */
    @MappedSuperclass
    abstract static class Thing {
        @Id
        Long id;

        @PreRemove
        void preRemove() {
            callbacks.accept("PreRemove " + this);
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + id;
        }
    }

    /** What is removed. */
    @Entity(name = "Tree")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Tree extends Thing {
        @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Branch> branches = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
        Ground ground;

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "bird_id")
        Bird bird;

        @ManyToMany
        List<Branch> marked = new ArrayList<>();

        void add(Branch branch) {
            branches.add(branch);
            branch.tree = this;
        }
    }

    /** Goes before the tree. */
    @Entity(name = "Branch")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Branch extends Thing {
        @ManyToOne(fetch = FetchType.LAZY)
        Tree tree;

        @OneToMany(mappedBy = "branch", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Leaf> leaves = new ArrayList<>();

        void add(Leaf leaf) {
            leaves.add(leaf);
            leaf.branch = this;
        }
    }

    /** Goes before the branch. */
    @Entity(name = "Leaf")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Leaf extends Thing {
        @ManyToOne(fetch = FetchType.LAZY)
        Branch branch;
    }

    /** Goes after the tree, whose row refers to it. */
    @Entity(name = "Ground")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Ground extends Thing {
        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "ground_id")
        List<Stone> stones = new ArrayList<>();
    }

    /** Goes before the ground. */
    @Entity(name = "Stone")
    static class Stone extends Thing {}

    /** Goes with the tree, or when the tree lets go of it. */
    @Entity(name = "Bird")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Bird extends Thing {
        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "bird_id")
        List<Egg> eggs = new ArrayList<>();
    }

    /** Goes before the bird. */
    @Entity(name = "Egg")
    static class Egg extends Thing {}

    static <T extends Thing> T of(T thing, long id) {
        thing.id = id;
        return thing;
    }

    /** A tree with two branches, each with two leaves, on a ground and with a bird. */
    static Tree plant() {
        Tree tree = of(new Tree(), 1);
        for (int i = 1; i <= 2; i++) {
            Branch branch = of(new Branch(), i);
            branch.add(of(new Leaf(), 2 * i));
            branch.add(of(new Leaf(), 2 * i + 1));
            tree.add(branch);
        }
        tree.ground = of(new Ground(), 1);
        tree.ground.stones.add(of(new Stone(), 1));
        tree.bird = of(new Bird(), 1);
        tree.bird.eggs.add(of(new Egg(), 1));
        return tree;
    }
}
