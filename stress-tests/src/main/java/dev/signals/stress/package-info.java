/** Threads that meet in the registry of a signal. jcstress runs each test many times and counts what came out. */
@NullMarked
package dev.signals.stress;

import org.jspecify.annotations.NullMarked;
