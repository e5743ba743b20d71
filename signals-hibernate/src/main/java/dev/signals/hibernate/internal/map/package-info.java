/**
 * The texts of a map of receivers. They know nothing of receivers.
 *
 * <p>Begin with {@link dev.signals.hibernate.SignalMap}.
 */
@NullMarked
package dev.signals.hibernate.internal.map;

import org.jspecify.annotations.NullMarked;
