/**
 * The access of static methods in the public packages to the part of the library that belongs to one session factory.
 *
 * <p>Two interfaces, one look-up, and the name that messages give a factory; and what all packages need to bear code of the
 * application that fails. It uses only {@code event} and core; {@code factory} implements it.
 */
@NullMarked
package dev.signals.hibernate.internal.access;

import org.jspecify.annotations.NullMarked;
