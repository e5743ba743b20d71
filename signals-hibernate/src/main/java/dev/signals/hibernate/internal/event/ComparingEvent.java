package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.internal.connect.ComparedAttributes;
import dev.signals.hibernate.internal.state.AttributeValues;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The common part of the events that have changes. */
abstract class ComparingEvent<T> extends EntityEvent<T> implements ChangeEvent<T>, ComparedAttributes {

    ComparingEvent(DispatchContext context, EntityPersister persister, @Nullable Object instance, @Nullable Object id) {
        super(context, persister, instance, id);
    }

    /** Returns the state that is written; null for a deletion. */
    abstract @Nullable Object @Nullable [] writtenState();

    @Override
    public final boolean isSame(String attribute, @Nullable Object left, @Nullable Object right) {
        return AttributeValues.isSame(persister(), attribute, left, right);
    }

    @Override
    public final boolean isWritten(String attribute, @Nullable Object value) {
        @Nullable Object[] state = writtenState();
        return state == null ? value == null : AttributeValues.has(persister(), state, attribute, value);
    }
}
