/** Receivers beside the listeners that Jakarta Persistence 4.0 adds to a factory. */
@NullMarked
package dev.signals.it.listener;

import org.jspecify.annotations.NullMarked;
