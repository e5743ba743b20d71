/**
 * The mapping of one session factory as the library uses it: its entities, their names, and the collections that they
 * own.
 *
 * <p>In: Hibernate's metadata. Out: answers about entities and collections, and the rule that refuses receivers for
 * entities and attributes that do not exist.
 */
@NullMarked
package dev.signals.hibernate.internal.mapping;

import org.jspecify.annotations.NullMarked;
