/** The documentation, tried out as a reader would. */
@NullMarked
package dev.signals.it.docs;

import org.jspecify.annotations.NullMarked;
