/**
 * Random sequences of session operations with receivers that act themselves, compared with plain Hibernate.
 * Read {@code RandomSequencesIT} first.
 */
@NullMarked
package dev.signals.it.random;

import org.jspecify.annotations.NullMarked;
