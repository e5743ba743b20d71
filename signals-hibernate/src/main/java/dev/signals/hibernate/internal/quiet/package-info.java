/**
 * Updates that send no signals and keep instances in step.
 *
 * <p>In: calls of {@link dev.signals.hibernate.QuietUpdate}. Out: one HQL statement, and new values in the instance and
 * in the state that Hibernate remembers of its row.
 */
@NullMarked
package dev.signals.hibernate.internal.quiet;

import org.jspecify.annotations.NullMarked;
