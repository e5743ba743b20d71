/**
 * Timelines: records of what happens in sessions; and what is logged of it: slow calls, and failed transactions.
 *
 * <p>In: calls of receivers, flushes and statements. Out: a {@link dev.signals.hibernate.SignalTimeline}, and each {@link
 * dev.signals.hibernate.SlowCall}.
 */
@NullMarked
package dev.signals.hibernate.internal.timeline;

import org.jspecify.annotations.NullMarked;
