package dev.signals.examples.history;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transaction has changed in an entity, and the whole state that this leads to. */
final class Difference {

    private final Changed<?> event;
    private final RecordedEntity entity;
    private final PlainValues values;
    private final Map<String, @Nullable Object> before;

    /**
     * Creates the difference.
     *
     * @param before the state in the latest version; empty if there is none
     */
    Difference(Changed<?> event, RecordedEntity entity, PlainValues values, Map<String, @Nullable Object> before) {
        this.event = event;
        this.entity = entity;
        this.values = values;
        this.before = before;
    }

    /** Returns the changes: first the attributes, then the collections. */
    List<AttributeChange> changes() {
        List<AttributeChange> changes = new ArrayList<>();
        for (Change change : event.changes()) {
            if (entity.records(change.attribute())) {
                changes.add(new AttributeChange(
                        change.attribute(), values.text(change.oldValue()), values.text(change.newValue())));
            }
        }
        for (CollectionDifference difference : event.collections().values()) {
            if (entity.records(difference.attribute())) {
                addChange(changes, difference);
            }
        }
        return changes;
    }

    /** Adds the change of a collection. If nobody has loaded its old elements, the latest version tells them. */
    private void addChange(List<AttributeChange> changes, CollectionDifference difference) {
        String attribute = difference.attribute();
        List<?> old = values.list(difference.removedKnown() ? difference.removed() : before(attribute));
        List<?> now = values.list(difference.added());
        List<?> removed = without(now, old);
        List<?> added = without(old, now);
        if (!removed.isEmpty() || !added.isEmpty()) {
            changes.add(new AttributeChange(attribute, values.text(removed), values.text(added)));
        }
    }

    /** Returns a value of the latest version, by name or by a path into embeddables. */
    private @Nullable Object before(String path) {
        Object value = before;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> parts ? parts.get(name) : null;
        }
        return value;
    }

    private static List<?> without(List<?> others, List<?> elements) {
        List<?> rest = new ArrayList<>(elements);
        others.forEach(rest::remove);
        return rest;
    }

    /** Returns the whole state: what the event does not tell is as it was in the latest version. */
    Map<String, @Nullable Object> state() {
        Map<String, @Nullable Object> state = new LinkedHashMap<>(before);
        event.state().forEach((attribute, value) -> {
            if (entity.records(attribute) && !isAsBefore(attribute)) {
                state.put(attribute, values.of(value));
            }
        });
        for (String collection : entity.collections()) {
            addContent(state, collection);
        }
        return state;
    }

    /** Of a deleted entity, the collections in an embeddable can no longer be loaded. */
    private boolean isAsBefore(String attribute) {
        return event.kind() == ChangeKind.DELETED && entity.isEmbedded(attribute) && before.containsKey(attribute);
    }

    private void addContent(Map<String, @Nullable Object> state, String collection) {
        CollectionDifference difference = event.collections().get(collection);
        boolean asBefore = difference == null && before.containsKey(collection);
        if (event.kind() != ChangeKind.DELETED && !asBefore) {
            state.put(collection, values.of(entity.collection(event.instance(), collection)));
        } else if (!state.containsKey(collection) && difference != null && difference.removedKnown()) {
            state.put(collection, values.of(difference.removed()));
        }
    }
}
