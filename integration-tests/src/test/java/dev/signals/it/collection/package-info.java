/** Signals about collections. */
@NullMarked
package dev.signals.it.collection;

import org.jspecify.annotations.NullMarked;
