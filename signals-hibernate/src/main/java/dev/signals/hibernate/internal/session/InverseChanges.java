package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.mapping.InverseCollection;
import dev.signals.hibernate.internal.state.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flush adds to associations and removes from them, seen from the side with {@code mappedBy}: for each entity of that
 * side the entities that refer to it now, or do so no longer.
 */
public final class InverseChanges {

    private final Map<Key, InverseChange> changes = new LinkedHashMap<>();

    /**
     * One collection of one entity.
     *
     * @param farSide the key of the entity
     */
    public record Key(InverseCollection collection, Object farSide) {}

    /** What happens to one collection of one entity. */
    public static final class InverseChange {

        private final Key key;
        private final Element farSide;
        private final Map<Object, Element> removed = new LinkedHashMap<>();
        private final Map<Object, Element> added = new LinkedHashMap<>();
        private boolean isAllDeleted = true;
        private @Nullable WriteMode mode;

        InverseChange(Key key, Element farSide) {
            this.key = key;
            this.farSide = farSide;
        }

        public Key key() {
            return key;
        }

        public InverseCollection collection() {
            return key.collection();
        }

        /** The entity that has the collection, as the other side holds it. */
        public Element farSide() {
            return farSide;
        }

        public List<Element> removed() {
            return new ArrayList<>(removed.values());
        }

        public List<Element> added() {
            return new ArrayList<>(added.values());
        }

        /** The mode in which it was written. */
        public WriteMode mode() {
            return mode == null ? WriteMode.NORMAL : mode;
        }

        private InverseChange in(WriteMode written) {
            mode = mode == null ? written : mode.and(written);
            return this;
        }

        /** Returns whether everything is removed because it is deleted. */
        public boolean isAllDeleted() {
            return isAllDeleted;
        }
    }

    /** Records that an entity begins to refer to another one. */
    public void added(InverseCollection collection, Element farSide, Element element, WriteMode mode) {
        InverseChange change = of(collection, farSide).in(mode);
        if (change.removed.remove(element.key()) == null) {
            change.added.put(element.key(), element);
        }
    }

    /**
     * Records that an entity no longer refers to another one.
     *
     * @param deleted whether it is deleted
     */
    public void removed(
            InverseCollection collection, Element farSide, Element element, boolean deleted, WriteMode mode) {
        InverseChange change = of(collection, farSide).in(mode);
        if (change.added.remove(element.key()) == null) {
            change.removed.put(element.key(), element);
            change.isAllDeleted &= deleted;
        }
    }

    private InverseChange of(InverseCollection collection, Element farSide) {
        return changes.computeIfAbsent(new Key(collection, farSide.key()), key -> new InverseChange(key, farSide));
    }

    public Collection<InverseChange> all() {
        return changes.values();
    }

    /** Returns whether nothing is added or removed. */
    public boolean isEmpty() {
        return changes.values().stream().allMatch(change -> change.added.isEmpty() && change.removed.isEmpty());
    }
}
