/**
 * Test support for applications: records the events that are sent, makes assertions on them, and isolates the signals of the
 * process between tests.
 *
 * <p>Do not use it in production. Only {@link dev.signals.test.SignalsExtension} and {@link
 * dev.signals.test.IsolatedSignals} need JUnit.
 */
@NullMarked
package dev.signals.test;

import org.jspecify.annotations.NullMarked;
