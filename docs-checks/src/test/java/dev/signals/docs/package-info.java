/** Checks of the documentation. */
@NullMarked
package dev.signals.docs;

import org.jspecify.annotations.NullMarked;
