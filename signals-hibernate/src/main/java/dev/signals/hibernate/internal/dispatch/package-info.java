/** Turns what happens to an entity into an event and sends it to the receivers of one session factory. */
@NullMarked
package dev.signals.hibernate.internal.dispatch;

import org.jspecify.annotations.NullMarked;
