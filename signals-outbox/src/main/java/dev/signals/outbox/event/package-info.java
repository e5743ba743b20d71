/** Events for other services. {@link dev.signals.outbox.Outbox#map} is where they begin. */
@NullMarked
package dev.signals.outbox.event;

import org.jspecify.annotations.NullMarked;
