package dev.signals;

/**
 * One option for connecting a receiver; see {@link Options}.
 *
 * <p>Values are immutable. Other modules add options by implementing {@link Condition}, {@link Delivery} or {@link SenderPart}; a signal
 * refuses any other implementation.
 *
 * @param <E> the events the option can be used with; an option of {@code Object} can be used with every signal
 */
public interface Option<E> {}
