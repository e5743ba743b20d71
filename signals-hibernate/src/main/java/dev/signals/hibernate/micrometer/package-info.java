/**
 * Observations of receiver calls: {@link dev.signals.hibernate.micrometer.SignalObservations} for spans and timers, {@link
 * dev.signals.hibernate.micrometer.SignalMetrics} for timers alone. Only this package needs Micrometer.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.hibernate.micrometer;

import org.jspecify.annotations.NullMarked;
