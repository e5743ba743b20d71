/**
 * Test support for applications: records the events that are sent, makes assertions on them, isolates the signals of the
 * process between tests, and chooses the receivers of a test.
 *
 * <p>Do not use it in production. Only the annotations and their extensions need JUnit.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.test;

import org.jspecify.annotations.NullMarked;
