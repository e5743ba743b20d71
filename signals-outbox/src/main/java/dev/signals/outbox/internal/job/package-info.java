/** The calls in the database, and what makes them. */
@NullMarked
package dev.signals.outbox.internal.job;

import org.jspecify.annotations.NullMarked;
