package dev.signals;

/**
 * One choice made when connecting a receiver; {@link Options} has them.
 *
 * <p>Values are immutable. Other modules add options of their own by implementing {@link Delivery}; a signal refuses any
 * other implementation.
 *
 * @param <E> the events the option can be used with: an option of {@code Object} goes with every signal
 */
public interface Option<E> {}
