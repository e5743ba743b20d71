/** Benchmarks of sending: the library, other dispatchers, and plain loops. */
@NullMarked
package dev.signals.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
