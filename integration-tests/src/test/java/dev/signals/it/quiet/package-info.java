/** Updates that send no signals. */
@NullMarked
package dev.signals.it.quiet;

import org.jspecify.annotations.NullMarked;
