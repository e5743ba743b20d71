/**
 * The implementations of the events that receivers get.
 *
 * <p>In: findings of {@code walk} and {@code listener}. Out: objects of the public package {@code event}. They know
 * {@code session}, for callbacks at the end of the transaction, and {@code state}, for changes.
 */
@NullMarked
package dev.signals.hibernate.internal.event;

import org.jspecify.annotations.NullMarked;
