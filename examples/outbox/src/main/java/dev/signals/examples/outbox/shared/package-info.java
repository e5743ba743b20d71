/** What both processes share: the database, the receivers, and what is searched. */
@NullMarked
package dev.signals.examples.outbox.shared;

import org.jspecify.annotations.NullMarked;
