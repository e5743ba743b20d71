/** Which module and package may depend on which. */
@NullMarked
package dev.signals.it.architecture;

import org.jspecify.annotations.NullMarked;
