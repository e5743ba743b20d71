package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of one save, by attribute. */
final class AttributeChanges implements Changes {

    static final Changes UNKNOWN = new AttributeChanges(Map.of(), false);

    private final Map<String, Change> changes;
    private final boolean known;

    private AttributeChanges(Map<String, Change> changes, boolean known) {
        this.changes = Collections.unmodifiableMap(changes);
        this.known = known;
    }

    /** Makes changes that are known. The map is not copied. */
    static Changes of(Map<String, Change> changes) {
        return new AttributeChanges(changes, true);
    }

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
        return changes.containsKey(attribute)
                || changes.keySet().stream().anyMatch(changed -> changed.startsWith(attribute + "."));
    }

    @Override
    public @Nullable Change get(String attribute) {
        return changes.get(attribute);
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
        return known ? changes.values().toString() : "unknown";
    }
}
