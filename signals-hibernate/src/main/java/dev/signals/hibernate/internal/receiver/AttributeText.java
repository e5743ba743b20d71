package dev.signals.hibernate.internal.receiver;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of an attribute's value in an annotation: the name of a constant, or what the type itself reads as text. The
 * annotation processor repeats it.
 */
final class AttributeText {

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(Object.class, text -> text),
            Map.entry(String.class, text -> text),
            Map.entry(Character.class, AttributeText::character),
            Map.entry(Boolean.class, AttributeText::truth),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(Float.class, Float::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Date.class, text -> Date.from(Instant.parse(text))));

    private AttributeText() {}

    /**
     * Returns the value that a text stands for.
     *
     * @return null if it stands for none
     */
    static @Nullable Object read(Class<?> type, String text) {
        try {
            return type.isEnum() ? constant(type, text) : reader(type).apply(text);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Returns whether values of a type have a text. */
    static boolean isReadable(Class<?> type) {
        return type.isEnum()
                || READERS.containsKey(type)
                || (isOfPackage(type, "java.time") && hasMethod(type, "parse", CharSequence.class))
                || (isOfPackage(type, "java.sql") && hasMethod(type, "valueOf", String.class));
    }

    /** Returns whether a type has the method that reads it; {@link java.time.ZoneId} and {@link java.sql.Blob} have none. */
    private static boolean hasMethod(Class<?> type, String method, Class<?> parameter) {
        try {
            type.getMethod(method, parameter);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Returns the names of the constants, as an end of a sentence; empty if the type is no enumeration. */
    static String constants(Class<?> type) {
        return !type.isEnum()
                ? ""
                : "; its constants are "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .collect(Collectors.joining(", "));
    }

    private static @Nullable Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static Function<String, Object> reader(Class<?> type) {
        Function<String, Object> reader = READERS.get(type);
        if (reader != null) {
            return reader;
        }
        return isOfPackage(type, "java.time")
                ? text -> call(type, "parse", CharSequence.class, text)
                : text -> call(type, "valueOf", String.class, text);
    }

    private static boolean isOfPackage(Class<?> type, String name) {
        return type.getPackageName().equals(name);
    }

    private static Object call(Class<?> type, String method, Class<?> parameter, String text) {
        try {
            return type.getMethod(method, parameter).invoke(null, text);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }
}
