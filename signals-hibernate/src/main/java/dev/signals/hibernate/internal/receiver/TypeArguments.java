package dev.signals.hibernate.internal.receiver;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type arguments that a class gives to the type variables of its supertypes. */
public final class TypeArguments {

    private final Map<TypeVariable<?>, Type> known = new HashMap<>();

    /**
     * Reads the supertypes of a class.
     */
    public TypeArguments(Class<?> type) {
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

    /** Returns the type itself, or the argument of a type variable; its bound if the argument is not known. */
    Type resolve(Type type) {
        Type resolved = type;
        while (resolved instanceof TypeVariable<?> variable) {
            Type argument = known.get(variable);
            resolved = argument == null ? variable.getBounds()[0] : argument;
        }
        return resolved;
    }

    /** Returns the class behind a type. */
    public Class<?> raw(Type type) {
        Type resolved = resolve(type);
        if (resolved instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (resolved instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return resolved instanceof Class<?> plain ? plain : Object.class;
    }

    /**
     * Returns the only type argument of a generic type, or of the bound of a wildcard; null if there is none, as for a
     * raw type.
     */
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
