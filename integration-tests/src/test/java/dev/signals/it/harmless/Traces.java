package dev.signals.it.harmless;

import dev.signals.it.harmless.Targets.Assigned;
import dev.signals.it.harmless.Targets.ByDatabase;
import dev.signals.it.harmless.Targets.Composite;
import dev.signals.it.harmless.Targets.Primitive;
import dev.signals.it.harmless.Targets.RandomUuid;
import dev.signals.it.harmless.Targets.Sequenced;
import dev.signals.it.harmless.Targets.Tabled;
import dev.signals.it.harmless.Targets.VersionedAssigned;
import dev.signals.it.harmless.Targets.VersionedByDatabase;
import dev.signals.it.harmless.Targets.VersionedPrimitive;
import dev.signals.it.harmless.Targets.VersionedRandomUuid;
import dev.signals.it.harmless.Targets.VersionedSequenced;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SelfDirtinessTracker;

/** What refers to the entities of {@link Targets}. */
final class Traces {

    private Traces() {}

    /** Refers to one of them. */
    @Entity(name = "Trace")
    static class Trace {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Sequenced sequenced;

        @ManyToOne
        VersionedSequenced versionedSequenced;

        @ManyToOne
        Tabled tabled;

        @ManyToOne
        RandomUuid randomUuid;

        @ManyToOne
        VersionedRandomUuid versionedRandomUuid;

        @ManyToOne
        Primitive primitive;

        @ManyToOne
        VersionedPrimitive versionedPrimitive;

        @ManyToOne
        ByDatabase byDatabase;

        @ManyToOne
        VersionedByDatabase versionedByDatabase;

        @ManyToOne
        Assigned assigned;

        @ManyToOne
        VersionedAssigned versionedAssigned;

        @ManyToOne
        Composite composite;

        @ManyToOne
        Tree tree;

        @ManyToOne
        Leaf leaf;

        static Trace of(Object target) {
            return set(new Trace(), target);
        }
    }

    /** Refers to one and has to. */
    @MappedSuperclass
    abstract static class StrictTrace {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "StrictSequenced")
    static class StrictSequenced extends StrictTrace {
        @ManyToOne(optional = false)
        Sequenced target;
    }

    @Entity(name = "StrictVersionedSequenced")
    static class StrictVersionedSequenced extends StrictTrace {
        @ManyToOne(optional = false)
        VersionedSequenced target;
    }

    @Entity(name = "StrictVersionedRandomUuid")
    static class StrictVersionedRandomUuid extends StrictTrace {
        @ManyToOne(optional = false)
        VersionedRandomUuid target;
    }

    @Entity(name = "StrictPrimitive")
    static class StrictPrimitive extends StrictTrace {
        @ManyToOne(optional = false)
        Primitive target;
    }

    @Entity(name = "StrictVersionedPrimitive")
    static class StrictVersionedPrimitive extends StrictTrace {
        @ManyToOne(optional = false)
        VersionedPrimitive target;
    }

    @Entity(name = "StrictByDatabase")
    static class StrictByDatabase extends StrictTrace {
        @ManyToOne(optional = false)
        ByDatabase target;
    }

    @Entity(name = "StrictVersionedAssigned")
    static class StrictVersionedAssigned extends StrictTrace {
        @ManyToOne(optional = false)
        VersionedAssigned target;
    }

    @Entity(name = "StrictComposite")
    static class StrictComposite extends StrictTrace {
        @ManyToOne(optional = false)
        Composite target;
    }

    @Entity(name = "Tree")
    static class Tree {
        @Id
        @GeneratedValue
        Long id;

        @Version
        Integer version;

        @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL)
        List<Leaf> leaves = new ArrayList<>();

        static Tree withLeaf() {
            Tree tree = new Tree();
            tree.grow();
            return tree;
        }

        void grow() {
            Leaf leaf = new Leaf();
            leaf.tree = this;
            leaves.add(leaf);
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        @GeneratedValue
        Long id;

        @Version
        Integer version;

        @ManyToOne(optional = false)
        Tree tree;
    }

    /** Sets the attribute that has the type of the target. */
    static <T> T set(T trace, Object target) {
        for (Field field : trace.getClass().getDeclaredFields()) {
            if (field.getType() == target.getClass()) {
                try {
                    field.set(trace, target);
                    if (trace instanceof SelfDirtinessTracker tracker) {
                        tracker.$$_hibernate_trackChange(field.getName()); // as the enhancer overlooks reflection
                    }
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return trace;
    }
}
