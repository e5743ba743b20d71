/** Very many transactions with a mix of outcomes, from several threads. */
@NullMarked
package dev.signals.it.failure.soak;

import org.jspecify.annotations.NullMarked;
