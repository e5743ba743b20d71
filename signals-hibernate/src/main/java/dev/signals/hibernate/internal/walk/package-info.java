/**
 * Finds out what a persist, a remove or a flush is going to do, before Hibernate does it, and announces it.
 *
 * <p>In: a session at rest. Out: events to {@code dispatch}, before the flush or the cascade. It looks only where Hibernate
 * looks, and reads nothing that Hibernate would not read. It knows {@code session} and {@code state}, and no listener.
 */
@NullMarked
package dev.signals.hibernate.internal.walk;

import org.jspecify.annotations.NullMarked;
