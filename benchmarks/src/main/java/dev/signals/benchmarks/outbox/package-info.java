/** Benchmarks of durable receivers. */
@NullMarked
package dev.signals.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
