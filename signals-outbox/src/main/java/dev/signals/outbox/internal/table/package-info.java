/** The tables of the outbox, and how they are read and written. */
@NullMarked
package dev.signals.outbox.internal.table;

import org.jspecify.annotations.NullMarked;
