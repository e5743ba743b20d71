/**
 * The content of rows and collections, and the differences between two states. Values are compared as Hibernate compares them.
 *
 * <p>In: state arrays and collections of Hibernate. Out: changes, differences and copies. It knows Hibernate's types and
 * {@code mapping}.
 */
@NullMarked
package dev.signals.hibernate.internal.state;

import org.jspecify.annotations.NullMarked;
