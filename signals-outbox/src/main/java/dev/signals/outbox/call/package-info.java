/** Durable calls, as receivers and operators see them. */
@NullMarked
package dev.signals.outbox.call;

import org.jspecify.annotations.NullMarked;
