/** Writes down what happens in sessions, when asked to. */
@NullMarked
package dev.signals.hibernate.internal.timeline;

import org.jspecify.annotations.NullMarked;
