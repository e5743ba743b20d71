/**
 * The databases of the integration tests. Start with {@link dev.signals.it.database.OnEveryDatabase}.
 *
 * <p>H2 runs inside the JVM. PostgreSQL is one server per JVM, taken from the first of these that is there: a JDBC URL
 * given by the user, a container engine, the embedded server of the build.
 */
@NullMarked
package dev.signals.it.database;

import org.jspecify.annotations.NullMarked;
