/** A library whose books are announced when they are made. The build weaves this package. */
@NullMarked
package dev.signals.examples.woven;

import org.jspecify.annotations.NullMarked;
