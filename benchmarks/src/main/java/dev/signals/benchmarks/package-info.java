/** Benchmarks of signals. */
@NullMarked
package dev.signals.benchmarks;

import org.jspecify.annotations.NullMarked;
