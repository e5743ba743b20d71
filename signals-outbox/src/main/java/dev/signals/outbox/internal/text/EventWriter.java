package dev.signals.outbox.internal.text;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

/** Writes events about entities as JSON. */
final class EventWriter {

    private final SessionFactoryImplementor factory;

    EventWriter(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * @param signal the name of the signal
     * @param collections whether the changes of collections were asked for
     */
    Map<String, @Nullable Object> write(
            String signal, ModelEvent<?> event, EntityText text, Instant time, boolean collections) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(Fields.SIGNAL, signal);
        json.put(Fields.ENTITY, event.entityName());
        json.put(Fields.ID, text.idToJson(event.id()));
        json.put(Fields.TIME, time.toString());
        putCircumstances(json, event);
        if (event instanceof Changed<?> changed) {
            json.put(Fields.KIND, changed.kind().name());
            json.put(Fields.SAVES, changed.saves());
            putChanges(json, changed.changes(), changed.state(), text);
            if (collections) {
                json.put(Fields.COLLECTIONS, collections(changed, text));
            }
        } else if (event instanceof PostSave<?> save) {
            json.put(Fields.CREATED, save.created());
            json.put(Fields.UPSERT, save.upsert());
            putChanges(json, save.changes(), save.state(), text);
        } else if (event instanceof PostDelete<?> delete) {
            json.put(Fields.KIND, delete.cause().name());
            json.put(Fields.STATE, text.rowToJson(delete.deletedState()));
        } else if (event instanceof M2mChanged<?> m2m) {
            put(json, m2m, text);
        }
        return json;
    }

    private void putCircumstances(Map<String, @Nullable Object> json, ModelEvent<?> event) {
        Object tenant = event.tenantId();
        if (tenant != null) {
            json.put(Fields.TENANT, Tenants.text(factory, tenant));
        }
        event.reason().ifPresent(reason -> json.put(Fields.REASON, reason));
        if (!event.context().isEmpty()) {
            Map<String, @Nullable Object> context = new LinkedHashMap<>();
            event.context().forEach((name, value) -> context.put(name, plain(value)));
            json.put(Fields.CONTEXT, context);
        }
        if (event.raw()) {
            json.put(Fields.RAW, true);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value == null || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        boolean isNumber = value instanceof Double number && Double.isFinite(number); // JSON has no other numbers
        return isNumber ? value : value.toString();
    }

    private static void putChanges(
            Map<String, @Nullable Object> json, Changes changes, Map<String, @Nullable Object> row, EntityText text) {
        Map<String, @Nullable Object> state = text.rowToJson(row);
        json.put(Fields.CHANGES, changes.isKnown() ? changes(changes, row, state, text) : null);
        json.put(Fields.STATE, state);
    }

    /**
     * Returns the changes by attribute, as {@link ChangeText} has them.
     *
     * @param state the JSON of the row
     */
    private static Map<String, @Nullable Object> changes(
            Changes changes, Map<String, @Nullable Object> row, Map<String, @Nullable Object> state, EntityText text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Change change : changes) {
            String name = change.attribute();
            boolean isInState = state.containsKey(name) && Objects.equals(change.newValue(), row.get(name));
            Object newValue = isInState ? null : text.toJson(name, change.newValue());
            if (change.isOldValueKnown()) {
                Object oldValue = text.toJson(name, change.oldValue());
                json.put(name, isInState ? ChangeText.ofOld(oldValue) : ChangeText.of(oldValue, newValue));
            } else {
                json.put(name, isInState ? ChangeText.IN_STATE : ChangeText.ofNew(newValue));
            }
        }
        return json;
    }

    private static Map<String, @Nullable Object> collections(Changed<?> event, EntityText text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        event.collections().forEach((name, difference) -> json.put(name, difference(name, difference, text)));
        return json;
    }

    private static Map<String, @Nullable Object> difference(
            String name, CollectionDifference difference, EntityText text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(Fields.ADDED, elements(name, difference.added(), text));
        if (difference.removedKnown()) {
            json.put(Fields.REMOVED, elements(name, difference.removed(), text));
        }
        return json;
    }

    private static List<@Nullable Object> elements(String name, Collection<?> elements, EntityText text) {
        return elements.stream()
                .<@Nullable Object>map(each -> text.toJson(name, each))
                .toList();
    }

    private static void put(Map<String, @Nullable Object> json, M2mChanged<?> event, EntityText text) {
        json.put(Fields.ACTION, event.action().name());
        json.put(Fields.ATTRIBUTE, event.attribute());
        json.put(Fields.ROLE, event.role());
        json.put(Fields.OWNER_DELETED, event.ownerDeleted());
        json.put(Fields.REVERSE, event.reverse());
        if (event.pksKnown()) {
            AttributeMapping attribute = ValueTexts.find(text.persister(), event.attribute());
            if (attribute == null) {
                throw new Unreadable("attribute " + event.attribute() + " of " + event.entityName() + " is not mapped");
            }
            json.put(Fields.PKS, elements(event.attribute(), event.pks(), text));
        }
    }
}
