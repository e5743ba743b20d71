/**
 * What receivers get. {@link dev.signals.hibernate.event.ModelEvent} is what all events about entities have in common; begin with
 * {@link dev.signals.hibernate.event.PostSave}, {@link dev.signals.hibernate.event.Changes} and {@link
 * dev.signals.hibernate.event.TransactionPhase}. The library implements these interfaces, applications only read them.
 */
@NullMarked
package dev.signals.hibernate.event;

import org.jspecify.annotations.NullMarked;
