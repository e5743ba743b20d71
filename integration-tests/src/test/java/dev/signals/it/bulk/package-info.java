/** Bulk statements: what is told of them, and what may be done with them. */
@NullMarked
package dev.signals.it.bulk;

import org.jspecify.annotations.NullMarked;
