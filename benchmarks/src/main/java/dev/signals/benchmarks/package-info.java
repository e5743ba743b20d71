/** The run that compares the library with others and writes the figures down. */
@NullMarked
package dev.signals.benchmarks;

import org.jspecify.annotations.NullMarked;
