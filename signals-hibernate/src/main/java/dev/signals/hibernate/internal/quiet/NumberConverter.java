package dev.signals.hibernate.internal.quiet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The conversion of a number to the class of an attribute. */
final class NumberConverter {

    private static final Map<Class<?>, Function<BigDecimal, Number>> CLASSES = Map.of(
            Byte.class, BigDecimal::byteValueExact,
            Short.class, BigDecimal::shortValueExact,
            Integer.class, BigDecimal::intValueExact,
            Long.class, BigDecimal::longValueExact,
            BigInteger.class, BigDecimal::toBigIntegerExact,
            Float.class, BigDecimal::floatValue,
            Double.class, BigDecimal::doubleValue,
            BigDecimal.class, amount -> amount);

    private NumberConverter() {}

    static boolean isPossible(Class<?> type) {
        return CLASSES.containsKey(type);
    }

    /** Returns the number as a {@code type}; null if it has no such value. */
    static @Nullable Number as(Class<?> type, Number number) {
        Function<BigDecimal, Number> conversion = CLASSES.get(type);
        try {
            return conversion == null ? null : conversion.apply(new BigDecimal(number.toString()));
        } catch (ArithmeticException | NumberFormatException e) {
            return null; // a fraction, too large, or not a number
        }
    }
}
