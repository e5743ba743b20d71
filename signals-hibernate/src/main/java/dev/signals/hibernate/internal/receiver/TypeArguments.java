package dev.signals.hibernate.internal.receiver;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the type variables of the supertypes of a class stand for in it. */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> known = new HashMap<>();

    TypeArguments(Class<?> type) {
        collect(type);
    }

    private void collect(@Nullable Class<?> type) {
        if (type != null) {
            addArguments(type.getGenericSuperclass());
            for (Type implemented : type.getGenericInterfaces()) {
                addArguments(implemented);
            }
            collect(type.getSuperclass());
            for (Class<?> implemented : type.getInterfaces()) {
                collect(implemented);
            }
        }
    }

    private void addArguments(@Nullable Type type) {
        if (type instanceof ParameterizedType generic) {
            TypeVariable<?>[] variables = ((Class<?>) generic.getRawType()).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                known.putIfAbsent(variables[i], generic.getActualTypeArguments()[i]);
            }
        }
    }

    /** The type itself, or what a variable stands for; its bound, if that is not known. */
    Type resolve(Type type) {
        Type resolved = type;
        while (resolved instanceof TypeVariable<?> variable) {
            Type argument = known.get(variable);
            resolved = argument == null ? variable.getBounds()[0] : argument;
        }
        return resolved;
    }

    /** The class behind a type. */
    Class<?> raw(Type type) {
        Type resolved = resolve(type);
        if (resolved instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (resolved instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return resolved instanceof Class<?> plain ? plain : Object.class;
    }

    /** The only argument of a generic type, or of the bound of a wildcard; a raw type has any. */
    @Nullable
    Type argument(Type type) {
        Type resolved = resolve(type);
        if (resolved instanceof WildcardType wildcard) {
            return argument(wildcard.getUpperBounds()[0]);
        }
        return resolved instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? resolve(generic.getActualTypeArguments()[0])
                : null;
    }
}
