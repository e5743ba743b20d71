/** Metrics of receiver calls: {@link dev.signals.hibernate.micrometer.SignalMetrics}. Only this package needs Micrometer. */
@NullMarked
package dev.signals.hibernate.micrometer;

import org.jspecify.annotations.NullMarked;
