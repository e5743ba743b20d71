package dev.signals.outbox.internal.text;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.internal.event.Arrival;
import dev.signals.outbox.internal.event.KeptChanged;
import dev.signals.outbox.internal.event.KeptChanged.KeptDifference;
import dev.signals.outbox.internal.event.KeptChanges;
import dev.signals.outbox.internal.event.KeptChanges.KeptChange;
import dev.signals.outbox.internal.event.KeptEvent;
import dev.signals.outbox.internal.event.KeptM2mChanged;
import dev.signals.outbox.internal.event.KeptPostDelete;
import dev.signals.outbox.internal.event.KeptPostSave;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * Reads events about entities. An attribute that the entity no longer has is left out.
 */
@SuppressWarnings("unchecked") // the writer has made the maps and lists
final class EventReader {

    private final SessionFactoryImplementor factory;

    EventReader(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * @throws Unreadable if a value cannot be read any more
     */
    KeptEvent<?> read(
            String signal,
            Map<String, @Nullable Object> json,
            EntityText text,
            @Nullable Object known,
            BiFunction<@Nullable Object, Supplier<Instant>, DurableCall> call) {
        Object tenant = known == null ? tenant(json) : known;
        Arrival arrival = new Arrival(
                signal,
                text.persister(),
                text.idToValue(json.get(Fields.ID)),
                call.apply(tenant, () -> time(json)),
                tenant,
                Optional.ofNullable((String) json.get(Fields.REASON)),
                context(json),
                isTrue(json, Fields.RAW));
        return switch (signal) {
            case "changed" -> changed(arrival, json, text);
            case "post_save" -> postSave(arrival, json, text);
            case "post_delete" ->
                new KeptPostDelete<>(arrival, DeleteCause.valueOf(string(json, Fields.KIND)), row(json, text));
            case "m2m_changed" -> m2mChanged(arrival, json, text);
            default -> throw new Unreadable("has the unknown signal " + signal);
        };
    }

    /** Returns when the event was written. */
    static Instant time(Map<String, @Nullable Object> json) {
        return Instant.parse(string(json, Fields.TIME));
    }

    private static KeptPostSave<?> postSave(Arrival arrival, Map<String, @Nullable Object> json, EntityText text) {
        Map<String, @Nullable Object> row = row(json, text);
        return new KeptPostSave<>(
                arrival, isTrue(json, Fields.CREATED), isTrue(json, Fields.UPSERT), changes(json, row, text), row);
    }

    private static KeptChanged<?> changed(Arrival arrival, Map<String, @Nullable Object> json, EntityText text) {
        Map<String, @Nullable Object> row = row(json, text);
        return new KeptChanged<>(
                arrival,
                new KeptChanged.Content(
                        ChangeKind.valueOf(string(json, Fields.KIND)),
                        ((Number) Objects.requireNonNull(json.get(Fields.SAVES))).intValue(),
                        changes(json, row, text),
                        row,
                        collections(json, text)));
    }

    private static KeptM2mChanged<?> m2mChanged(Arrival arrival, Map<String, @Nullable Object> json, EntityText text) {
        String name = string(json, Fields.ATTRIBUTE);
        if (!text.has(name)) {
            throw new Unreadable("entity " + text.persister().getEntityName() + " has no attribute " + name
                    + " any more, which the call is about; delete the call");
        }
        List<@Nullable Object> pks = (List<@Nullable Object>) json.get(Fields.PKS);
        Set<Object> keys =
                pks == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values(name, pks, text)));
        return new KeptM2mChanged<>(
                arrival,
                new KeptM2mChanged.Content(
                        M2mAction.valueOf(string(json, Fields.ACTION)),
                        name,
                        string(json, Fields.ROLE),
                        isTrue(json, Fields.OWNER_DELETED),
                        isTrue(json, Fields.REVERSE),
                        model(ValueTexts.find(text.persister(), name)),
                        keys));
    }

    private static Class<?> model(@Nullable AttributeMapping attribute) {
        return attribute instanceof PluralAttributeMapping plural
                        && plural.getElementDescriptor() instanceof EntityValuedModelPart element
                ? element.getEntityMappingType().getMappedJavaType().getJavaTypeClass()
                : Object.class;
    }

    /**
     * @param row the state of the row, which has most of the new values
     */
    private static Changes changes(
            Map<String, @Nullable Object> json, Map<String, @Nullable Object> row, EntityText text) {
        Map<String, Object> written = (Map<String, Object>) json.get(Fields.CHANGES);
        if (written == null) {
            return new KeptChanges(null);
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        written.forEach((name, change) -> {
            if (text.has(name)) {
                boolean isOldKnown = ChangeText.hasOld(change);
                Object oldValue = isOldKnown ? text.toValue(name, ChangeText.oldOf(change)) : null;
                Object newValue =
                        ChangeText.hasNew(change) ? text.toValue(name, ChangeText.newOf(change)) : row.get(name);
                changes.put(name, new KeptChange(name, oldValue, newValue, isOldKnown));
            }
        });
        return new KeptChanges(changes);
    }

    private static Map<String, @Nullable Object> row(Map<String, @Nullable Object> json, EntityText text) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        object(json, Fields.STATE).forEach((name, value) -> {
            if (text.has(name)) {
                row.put(name, text.toValue(name, value));
            }
        });
        return Collections.unmodifiableMap(row);
    }

    private static @Nullable Map<String, CollectionDifference> collections(
            Map<String, @Nullable Object> json, EntityText text) {
        if (!json.containsKey(Fields.COLLECTIONS)) {
            return null;
        }
        Map<String, CollectionDifference> collections = new LinkedHashMap<>();
        object(json, Fields.COLLECTIONS).forEach((name, value) -> {
            if (text.has(name)) {
                Map<String, List<@Nullable Object>> difference = (Map<String, List<@Nullable Object>>) value;
                List<@Nullable Object> removed = difference.get(Fields.REMOVED);
                collections.put(
                        name,
                        new KeptDifference(
                                name,
                                values(name, Objects.requireNonNull(difference.get(Fields.ADDED)), text),
                                removed == null ? List.of() : values(name, removed, text),
                                removed != null));
            }
        });
        return Collections.unmodifiableMap(collections);
    }

    private static List<Object> values(String name, List<@Nullable Object> json, EntityText text) {
        return json.stream()
                .<Object>map(each -> Objects.requireNonNull(text.toValue(name, each)))
                .toList();
    }

    /** Returns the tenant that was written. Where no entity has a tenant as an attribute, its type is not known. */
    @Nullable
    Object tenant(Map<String, @Nullable Object> json) {
        String text = (String) json.get(Fields.TENANT);
        JavaType<?> type = factory.getTenantIdentifierJavaType();
        return text == null || type.getJavaTypeClass() == Object.class ? text : type.fromString(text);
    }

    private static Map<String, Object> context(Map<String, @Nullable Object> json) {
        if (!json.containsKey(Fields.CONTEXT)) {
            return Map.of();
        }
        Map<String, Object> context = new LinkedHashMap<>();
        object(json, Fields.CONTEXT).forEach((name, value) -> {
            if (value != null) {
                context.put(name, value instanceof Integer number ? number.longValue() : value);
            }
        });
        return Collections.unmodifiableMap(context);
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> json, String field) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json.get(field), field);
    }

    private static String string(Map<String, @Nullable Object> json, String field) {
        return (String) Objects.requireNonNull(json.get(field), field);
    }

    private static boolean isTrue(Map<String, @Nullable Object> json, String field) {
        return Boolean.TRUE.equals(json.get(field));
    }
}
