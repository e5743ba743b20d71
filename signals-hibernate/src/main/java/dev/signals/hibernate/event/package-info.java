/**
 * The events that receivers get. {@link dev.signals.hibernate.event.ModelEvent} is the common type of all events about
 * entities; begin with {@link dev.signals.hibernate.event.PostSave}, {@link dev.signals.hibernate.event.Changes} and
 * {@link dev.signals.hibernate.event.TransactionPhase}. The library implements these interfaces, applications only read
 * them.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.hibernate.event;

import org.jspecify.annotations.NullMarked;
