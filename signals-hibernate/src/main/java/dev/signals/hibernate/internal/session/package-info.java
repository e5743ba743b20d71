/**
 * The state that is kept for one session, and for one transaction, between two events of Hibernate.
 *
 * <p>In: records of what Hibernate writes, and callbacks that wait for the end of a transaction. Out: both, in their order,
 * when the flush or the transaction has ended. It sends nothing itself. It knows {@code state}, {@code mapping}, {@code loop}
 * and {@code compat}.
 */
@NullMarked
package dev.signals.hibernate.internal.session;

import org.jspecify.annotations.NullMarked;
