/**
 * Durable receivers: calls that are kept in the database until they have succeeded.
 *
 * <p>Start with {@link dev.signals.outbox.Outbox}: {@link dev.signals.outbox.Outbox#durable} is the option that makes a
 * receiver durable, {@link dev.signals.outbox.Outbox#start} makes the calls, and {@link dev.signals.outbox.Outbox#map}
 * writes events for other services.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.outbox;

import org.jspecify.annotations.NullMarked;
