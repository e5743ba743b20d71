/**
 * The classes of the signals that {@link dev.signals.hibernate.ModelSignals} has as constants. You rarely write their
 * names: call {@code connect} on a constant, or on what {@link dev.signals.hibernate.FactorySignals} returns. They
 * differ in the type of event that a receiver gets.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.hibernate.signal;

import org.jspecify.annotations.NullMarked;
