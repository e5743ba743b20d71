/** Durable receivers: calls that are kept in the database. */
@NullMarked
package dev.signals.it.outbox;

import org.jspecify.annotations.NullMarked;
