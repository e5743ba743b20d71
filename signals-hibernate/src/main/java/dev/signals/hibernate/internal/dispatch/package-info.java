/**
 * Sends events to the receivers of one session factory. {@code EventDispatcher} is the only way to a receiver.
 *
 * <p>In: facts about entities from {@code walk} and {@code listener}. Out: events from {@code event}, sent by core. It keeps
 * receivers out of flushes and cascades, and marks the transaction for rollback when a receiver throws.
 */
@NullMarked
package dev.signals.hibernate.internal.dispatch;

import org.jspecify.annotations.NullMarked;
