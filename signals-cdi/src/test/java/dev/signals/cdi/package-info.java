@NullMarked
package dev.signals.cdi;

import org.jspecify.annotations.NullMarked;
