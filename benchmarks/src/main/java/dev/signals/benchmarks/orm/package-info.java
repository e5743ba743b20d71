/** Benchmarks of work with Hibernate: without listeners, with those of others, and with the library. */
@NullMarked
package dev.signals.benchmarks.orm;

import org.jspecify.annotations.NullMarked;
