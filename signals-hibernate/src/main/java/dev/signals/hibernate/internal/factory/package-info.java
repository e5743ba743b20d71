/**
 * The signals of one session factory, as users get them by {@link dev.signals.hibernate.ModelSignals#of}.
 *
 * <p>In: calls of users. Out: calls of {@code session}, {@code quiet}, {@code timeline} and {@code receiver}.
 */
@NullMarked
package dev.signals.hibernate.internal.factory;

import org.jspecify.annotations.NullMarked;
