/**
 * Events for other services: what a mapper that is connected by {@link dev.signals.outbox.Outbox#map} returns. Start with
 * {@link dev.signals.outbox.event.OutboxEvent}, which chooses topic, key and type of an event.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.outbox.event;

import org.jspecify.annotations.NullMarked;
