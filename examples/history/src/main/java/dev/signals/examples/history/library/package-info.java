/** A library whose history is recorded. Its entities know nothing of that. */
@NullMarked
package dev.signals.examples.history.library;

import org.jspecify.annotations.NullMarked;
