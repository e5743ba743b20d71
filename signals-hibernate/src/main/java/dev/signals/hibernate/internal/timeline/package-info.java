/**
 * Timelines: records of what happens in sessions.
 *
 * <p>In: calls of receivers, flushes and statements. Out: a {@link dev.signals.hibernate.SignalTimeline}.
 */
@NullMarked
package dev.signals.hibernate.internal.timeline;

import org.jspecify.annotations.NullMarked;
