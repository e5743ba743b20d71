/**
 * The listeners through which Hibernate reaches the library: one small listener for each event of Hibernate.
 *
 * <p>In: Hibernate's events, inside and outside of a flush. Out: calls of {@code walk} before a flush or a cascade, records in
 * {@code session} while Hibernate writes, and calls of {@code dispatch} afterwards. A listener that runs inside a flush only
 * records.
 */
@NullMarked
package dev.signals.hibernate.internal.listener;

import org.jspecify.annotations.NullMarked;
