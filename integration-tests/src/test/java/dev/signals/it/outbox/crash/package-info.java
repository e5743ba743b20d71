/** Processes that are killed while durable calls are written and made. */
@NullMarked
package dev.signals.it.outbox.crash;

import org.jspecify.annotations.NullMarked;
