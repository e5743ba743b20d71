/**
 * Durable calls, as receivers and operators see them. A receiver starts with {@link dev.signals.outbox.call.DurableCall},
 * which {@link dev.signals.outbox.Outbox#call} returns. {@link dev.signals.outbox.call.EventCodec} makes receivers of signals
 * of your own durable.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.outbox.call;

import org.jspecify.annotations.NullMarked;
