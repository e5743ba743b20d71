/** Events for other services, in the table that Debezium's event router reads. */
@NullMarked
package dev.signals.outbox.internal.router;

import org.jspecify.annotations.NullMarked;
