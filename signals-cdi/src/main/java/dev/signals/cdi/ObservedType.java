package dev.signals.cdi;

import dev.signals.hibernate.internal.receiver.TypeArguments;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * The type of an observed event.
 *
 * @param event the interface of the event
 * @param sender the class that the type names, for instance {@code Article} in {@code PostSave<Article>}; null for any
 * @param subtypes true if subclasses are included, as in {@code PostSave<? extends Article>}
 */
record ObservedType(Class<?> event, @Nullable Class<?> sender, boolean subtypes) {

    /**
     * Reads a type.
     *
     * @param bean the class of the observer, which may say what {@code T} is in {@code PostSave<? extends T>} of a superclass;
     *     Weld does not resolve it
     */
    static ObservedType of(Type observed, Class<?> bean) {
        Type argument = observed instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
        Class<?> sender = argument == null ? Object.class : new TypeArguments(bean).raw(argument);
        return sender == Object.class
                ? new ObservedType(raw(observed), null, false)
                : new ObservedType(
                        raw(observed), sender, argument instanceof WildcardType || argument instanceof TypeVariable<?>);
    }

    /** Returns the class behind a type; that of its first bound if it is left open. */
    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    /** Returns whether events about entities of a class can be of this type. */
    boolean admits(Class<?> entities) {
        return sender == null || sender == entities || (subtypes && sender.isAssignableFrom(entities));
    }
}
