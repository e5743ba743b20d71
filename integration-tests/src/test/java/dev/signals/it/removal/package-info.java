/** Deletions by query that send signals. */
@NullMarked
package dev.signals.it.removal;

import org.jspecify.annotations.NullMarked;
