package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of an event that comes from the database. */
public final class KeptChanges implements Changes {

    private final boolean known;
    private final Map<String, Change> changes;

    /**
     * @param changes by attribute; null if they are not known
     */
    public KeptChanges(@Nullable Map<String, Change> changes) {
        this.known = changes != null;
        this.changes = changes == null ? Map.of() : Collections.unmodifiableMap(changes);
    }

    /** One change. */
    public record KeptChange(
            String attribute,
            @Nullable Object oldValue,
            @Nullable Object newValue,
            boolean isOldValueKnown) implements Change {}

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public boolean contains(String attribute) {
        return changes.containsKey(attribute) || isEmbeddable(attribute);
    }

    private boolean isEmbeddable(String attribute) {
        return changes.keySet().stream().anyMatch(each -> each.startsWith(attribute + "."));
    }

    @Override
    public @Nullable Change get(String attribute) {
        Change change = changes.get(attribute);
        if (change == null && isEmbeddable(attribute)) {
            throw new IllegalStateException("a durable call has the changes of the parts of " + attribute
                    + ", but not the object as a whole; ask for one of " + changes.keySet());
        }
        return change;
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
        return changes.keySet().toString();
    }
}
