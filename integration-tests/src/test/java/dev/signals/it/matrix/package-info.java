/** Runs all tests on each supported Hibernate, JDK and database, and writes the table of the results. */
@NullMarked
package dev.signals.it.matrix;

import org.jspecify.annotations.NullMarked;
