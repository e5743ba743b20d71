/** Checks of the whole suite that the tests themselves need not know of. */
@NullMarked
package dev.signals.it.check;

import org.jspecify.annotations.NullMarked;
