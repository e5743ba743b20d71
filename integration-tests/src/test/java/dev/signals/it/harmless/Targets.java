package dev.signals.it.harmless;

import dev.signals.it.harmless.Traces.Leaf;
import dev.signals.it.harmless.Traces.StrictByDatabase;
import dev.signals.it.harmless.Traces.StrictComposite;
import dev.signals.it.harmless.Traces.StrictPrimitive;
import dev.signals.it.harmless.Traces.StrictSequenced;
import dev.signals.it.harmless.Traces.StrictTrace;
import dev.signals.it.harmless.Traces.StrictVersionedAssigned;
import dev.signals.it.harmless.Traces.StrictVersionedPrimitive;
import dev.signals.it.harmless.Traces.StrictVersionedRandomUuid;
import dev.signals.it.harmless.Traces.StrictVersionedSequenced;
import dev.signals.it.harmless.Traces.Trace;
import dev.signals.it.harmless.Traces.Tree;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Entities with each kind of identifier, and what refers to them. */
final class Targets {

    private Targets() {}

    /** The ways in which an entity comes to its identifier. */
    enum Kind {
        SEQUENCE(Sequenced::new, true, StrictSequenced::new),
        VERSIONED_SEQUENCE(VersionedSequenced::new, true, StrictVersionedSequenced::new),
        TABLE(Tabled::new, true, null),
        RANDOM_UUID(RandomUuid::new, true, null),
        VERSIONED_UUID(VersionedRandomUuid::new, true, StrictVersionedRandomUuid::new),
        PRIMITIVE(Primitive::new, true, StrictPrimitive::new),
        VERSIONED_PRIMITIVE(VersionedPrimitive::new, true, StrictVersionedPrimitive::new),
        IDENTITY(ByDatabase::new, false, StrictByDatabase::new),
        VERSIONED_IDENTITY(VersionedByDatabase::new, false, null),
        ASSIGNED(Assigned::new, true, null),
        VERSIONED_ASSIGNED(VersionedAssigned::new, true, StrictVersionedAssigned::new),
        EMBEDDED_ID(Composite::new, true, StrictComposite::new);

        private final Supplier<Target> maker;
        private final boolean knownAtMerge;
        private final @Nullable Supplier<StrictTrace> strict;

        Kind(Supplier<Target> maker, boolean knownAtMerge, @Nullable Supplier<StrictTrace> strict) {
            this.maker = maker;
            this.knownAtMerge = knownAtMerge;
            this.strict = strict;
        }

        Target make() {
            return maker.get();
        }

        Class<? extends Target> type() {
            return maker.get().getClass();
        }

        /** Whether a merge has given its copy an identifier when receivers are called for it. */
        boolean isKnownAtMerge() {
            return knownAtMerge;
        }

        boolean hasStrictTrace() {
            return strict != null;
        }

        StrictTrace strictTrace(Target target) {
            return Traces.set(Objects.requireNonNull(strict).get(), target);
        }

        /** The attribute of a trace that refers to it. */
        String attribute() {
            String name = type().getSimpleName();
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }

    static Class<?>[] entities() {
        return new Class<?>[] {
            Sequenced.class,
            VersionedSequenced.class,
            Tabled.class,
            RandomUuid.class,
            VersionedRandomUuid.class,
            Primitive.class,
            VersionedPrimitive.class,
            ByDatabase.class,
            VersionedByDatabase.class,
            Assigned.class,
            VersionedAssigned.class,
            Composite.class,
            Trace.class,
            StrictSequenced.class,
            StrictVersionedSequenced.class,
            StrictVersionedRandomUuid.class,
            StrictPrimitive.class,
            StrictVersionedPrimitive.class,
            StrictByDatabase.class,
            StrictVersionedAssigned.class,
            StrictComposite.class,
            Tree.class,
            Leaf.class
        };
    }

    /** What receivers refer to. */
    @MappedSuperclass
    abstract static class Target {
        String name = "a";

        /** The enhancer overlooks what others write into a mapped superclass. */
        void rename(String to) {
            name = to;
        }

        abstract Object id();
    }

    @Entity(name = "Sequenced")
    static class Sequenced extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionedSequenced")
    static class VersionedSequenced extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @Version
        Integer version;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Tabled")
    static class Tabled extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "RandomUuid")
    static class RandomUuid extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionedRandomUuid")
    static class VersionedRandomUuid extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        @Version
        Integer version;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Primitive")
    static class Primitive extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionedPrimitive")
    static class VersionedPrimitive extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        long id;

        @Version
        Integer version;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "ByDatabase")
    static class ByDatabase extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionedByDatabase")
    static class VersionedByDatabase extends Target {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        Integer version;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Assigned")
    static class Assigned extends Target {
        @Id
        String id = UUID.randomUUID().toString();

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "VersionedAssigned")
    static class VersionedAssigned extends Target {
        @Id
        String id = UUID.randomUUID().toString();

        @Version
        Integer version;

        @Override
        Object id() {
            return id;
        }
    }

    @Entity(name = "Composite")
    static class Composite extends Target {
        @EmbeddedId
        Key id = new Key(UUID.randomUUID().toString(), 1);

        @Override
        Object id() {
            return id;
        }
    }

    @Embeddable
    record Key(String shop, int number) implements Serializable {}
}
