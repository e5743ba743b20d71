/** The events that durable receivers get. */
@NullMarked
package dev.signals.outbox.internal.event;

import org.jspecify.annotations.NullMarked;
