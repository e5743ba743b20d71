package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.internal.mapping.OwnedCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What several writes have added to one collection, and removed from it, on the whole. It holds keys and copies of values, but
 * no entities. Immutable, because a savepoint may have to bring an earlier one back.
 */
public final class NetElements implements CollectionDifference {

    private final OwnedCollection collection;
    private final Map<Object, Counted> elements;
    private final boolean removedKnown;

    /**
     * An element.
     *
     * @param value what the application gets for it
     * @param count how often it was added; negative if it was removed
     */
    private record Counted(Object value, int count) {}

    private NetElements(OwnedCollection collection, Map<Object, Counted> elements, boolean removedKnown) {
        this.collection = collection;
        this.elements = elements;
        this.removedKnown = removedKnown;
    }

    /** Makes the beginning: nothing added, nothing removed. */
    public static NetElements of(OwnedCollection collection) {
        return new NetElements(collection, Map.of(), true);
    }

    /**
     * Adds a write.
     *
     * @param cleared whether all rows were deleted and nobody knows them. What had been added before is gone then.
     */
    public NetElements and(ElementDifference difference, boolean cleared) {
        Map<Object, Counted> all = new LinkedHashMap<>(elements);
        if (cleared) {
            all.values().removeIf(element -> element.count > 0);
        }
        difference.removed().forEach(element -> count(all, element, -1));
        difference.added().forEach(element -> count(all, element, 1));
        return new NetElements(collection, all, removedKnown && !cleared);
    }

    private void count(Map<Object, Counted> all, Element element, int by) {
        Counted known = all.get(element.key());
        int count = known == null ? by : known.count + by;
        if (count == 0) {
            all.remove(element.key());
        } else {
            all.put(element.key(), new Counted(known == null ? value(element) : known.value, count));
        }
    }

    private Object value(Element element) {
        if (collection.elementType().isAnyType() && element.isSaved()) {
            Object typed =
                    new References(collection.persister().getFactory()).toId(collection.elementType(), element.value());
            return typed == null ? element.id() : typed;
        }
        return element.id();
    }

    /** Returns whether the collection has the elements that it had before, as far as anybody knows. */
    public boolean isEmpty() {
        return removedKnown && elements.isEmpty();
    }

    @Override
    public String attribute() {
        return collection.attribute();
    }

    @Override
    public List<Object> added() {
        return values(count -> count);
    }

    @Override
    public List<Object> removed() {
        return values(count -> -count);
    }

    private List<Object> values(IntUnaryOperator times) {
        List<Object> values = new ArrayList<>();
        for (Counted element : elements.values()) {
            int count = times.applyAsInt(element.count);
            // The rows of an association are compared by key, and a key says no more the second time.
            values.addAll(Collections.nCopies(
                    Math.max(0, collection.hasEntities() ? Math.min(1, count) : count), element.value));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public boolean removedKnown() {
        return removedKnown;
    }

    /** Returns a text such as {@code tags: +[1] -[2]}. */
    @Override
    public String toString() {
        return attribute() + ": +" + added() + " -" + (removedKnown ? removed() : removed() + " and unknown");
    }
}
