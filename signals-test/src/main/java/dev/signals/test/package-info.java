/**
 * For tests of applications: records what is announced and asserts on it, and keeps the signals of the process apart.
 *
 * <p>Nothing of it belongs in production. Only {@link dev.signals.test.SignalsExtension} and {@link
 * dev.signals.test.IsolatedSignals} need JUnit.
 */
@NullMarked
package dev.signals.test;

import org.jspecify.annotations.NullMarked;
