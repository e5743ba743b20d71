/**
 * A blog whose work is done by receivers, filled with the State of the Union addresses.
 *
 * <p>Read {@code Blog} first: it opens the database and connects the receivers. {@code Loader} and {@code Walkthrough} are
 * plain Hibernate code that knows of none of them.
 */
@NullMarked
package dev.signals.examples.blog;

import org.jspecify.annotations.NullMarked;
