/** Transactions that fail for real, and many of them: nothing is announced that did not happen, and nothing is kept. */
@NullMarked
package dev.signals.it.failure;

import org.jspecify.annotations.NullMarked;
