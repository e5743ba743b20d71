/**
 * Deletions by query that send signals.
 *
 * <p>In: calls of {@link dev.signals.hibernate.SignalDelete}. Out: removals of loaded entities in chunks, or one bulk
 * statement.
 */
@NullMarked
package dev.signals.hibernate.internal.removal;

import org.jspecify.annotations.NullMarked;
