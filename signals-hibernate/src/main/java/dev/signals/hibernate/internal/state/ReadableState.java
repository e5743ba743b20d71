package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.access.FatalErrors;
import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/** The state of an instance, as far as its getters return. An attribute whose getter fails counts as one that is not loaded. */
public final class ReadableState {

    private ReadableState() {}

    /** Returns the values of an instance that Hibernate has written, or is about to. */
    public static @Nullable Object[] of(EntityPersister persister, Object instance) {
        try {
            return persister.getValues(instance);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return eachOf(persister, instance);
        }
    }

    /** Returns the value of one attribute. */
    public static @Nullable Object of(EntityPersister persister, Object instance, int property) {
        try {
            return persister.getValue(instance, property);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return LazyPropertyInitializer.UNFETCHED_PROPERTY;
        }
    }

    /** Returns the identifier of an instance; null if it has none yet, or if its getter fails. */
    static @Nullable Object id(EntityPersister persister, Object instance) {
        try {
            return persister.getIdentifier(instance);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return null;
        }
    }

    /** Returns the values of the parts of an embeddable. If a getter fails, none of the parts is known; null has only nulls. */
    static @Nullable Object[] parts(CompositeType component, @Nullable Object embeddable) {
        @Nullable Object[] parts = new Object[component.getSubtypes().length];
        if (embeddable == null) {
            return parts;
        }
        try {
            return component.getPropertyValues(embeddable);
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            Arrays.fill(parts, LazyPropertyInitializer.UNFETCHED_PROPERTY);
            return parts;
        }
    }

    private static @Nullable Object[] eachOf(EntityPersister persister, Object instance) {
        @Nullable Object[] values = new Object[persister.getPropertyNames().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(persister, instance, i);
        }
        return values;
    }
}
