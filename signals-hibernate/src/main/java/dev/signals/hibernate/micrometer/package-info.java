/** {@link dev.signals.hibernate.micrometer.SignalMetrics} times receivers by Micrometer, which only this package needs. */
@NullMarked
package dev.signals.hibernate.micrometer;

import org.jspecify.annotations.NullMarked;
