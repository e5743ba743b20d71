package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of one save, by attribute. */
final class AttributeChanges implements Changes {

    static final Changes NONE = new AttributeChanges(Map.of(), path -> null);

    static final Changes UNKNOWN = new AttributeChanges(Map.of(), null);

    private final Map<String, Change> changes;
    private final @Nullable Embeddables embeddables;

    private AttributeChanges(Map<String, Change> changes, @Nullable Embeddables embeddables) {
        this.changes = Collections.unmodifiableMap(changes);
        this.embeddables = embeddables;
    }

    /**
     * Makes changes that are known. The map is not copied.
     *
     * @param embeddables finds the whole values of embeddables
     */
    static Changes of(Map<String, Change> changes, Embeddables embeddables) {
        return new AttributeChanges(changes, embeddables);
    }

    /** Finds old and new value of an embeddable when they are asked for, because most receivers do not. */
    interface Embeddables {

        /** Returns the change of the embeddable with this path. One of its parts has changed. */
        @Nullable
        Change find(String path);
    }

    @Override
    public boolean isKnown() {
        return embeddables != null;
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public boolean contains(String attribute) {
        Objects.requireNonNull(attribute, "attribute");
        return changes.containsKey(attribute)
                || changes.keySet().stream().anyMatch(changed -> changed.startsWith(attribute + "."));
    }

    @Override
    public @Nullable Change get(String attribute) {
        Objects.requireNonNull(attribute, "attribute");
        Change change = changes.get(attribute);
        return change == null && embeddables != null && contains(attribute) ? embeddables.find(attribute) : change;
    }

    @Override
    public Set<String> attributes() {
        return changes.keySet();
    }

    @Override
    public Iterator<Change> iterator() {
        return changes.values().iterator();
    }

    @Override
    public String toString() {
        return isKnown() ? changes.values().toString() : "unknown";
    }
}
