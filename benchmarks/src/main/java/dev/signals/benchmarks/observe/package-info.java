/** Benchmarks of calls of receivers that somebody watches, or nobody. */
@NullMarked
package dev.signals.benchmarks.observe;

import org.jspecify.annotations.NullMarked;
