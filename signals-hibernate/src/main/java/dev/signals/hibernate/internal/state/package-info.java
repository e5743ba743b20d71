/**
 * What a row or a collection holds, and in what two states differ. Values are compared as Hibernate compares them.
 *
 * <p>In: state arrays and collections of Hibernate. Out: changes, differences and copies. It knows Hibernate's types and {@code mapping}.
 */
@NullMarked
package dev.signals.hibernate.internal.state;

import org.jspecify.annotations.NullMarked;
