package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.internal.state.ElementDifference;
import dev.signals.hibernate.internal.state.NetElements;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The net changes that a transaction has made to the collections of one entity so far, by attribute. Immutable. */
public final class NetCollections {

    private final Map<String, NetElements> byAttribute;

    private NetCollections(Map<String, NetElements> byAttribute) {
        this.byAttribute = byAttribute;
    }

    /**
     * Adds a write.
     *
     * @param earlier what has been written before; null if nothing
     * @param difference the difference that it has made
     */
    static NetCollections and(@Nullable NetCollections earlier, CollectionChange change, ElementDifference difference) {
        Map<String, NetElements> all =
                earlier == null ? new LinkedHashMap<>(2) : new LinkedHashMap<>(earlier.byAttribute);
        String attribute = change.collection().attribute();
        NetElements known = all.getOrDefault(attribute, NetElements.of(change.collection()));
        all.put(attribute, known.and(difference, change.before() == null));
        return new NetCollections(all);
    }

    /** Returns the collections that are not as they were, unmodifiable. */
    public Map<String, CollectionDifference> differences() {
        Map<String, CollectionDifference> differences = new LinkedHashMap<>(byAttribute);
        differences.values().removeIf(difference -> ((NetElements) difference).isEmpty());
        return Collections.unmodifiableMap(differences);
    }
}
