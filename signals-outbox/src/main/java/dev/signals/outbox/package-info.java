/** Durable receivers: calls that are kept in the database until they have succeeded. Start with {@link dev.signals.outbox.Outbox}. */
@NullMarked
package dev.signals.outbox;

import org.jspecify.annotations.NullMarked;
