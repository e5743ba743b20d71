/** What a piece of work costs. */
@NullMarked
package dev.signals.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
