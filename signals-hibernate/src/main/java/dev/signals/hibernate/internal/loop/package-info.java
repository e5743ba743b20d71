/**
 * Ends loops: receivers that cause each other without limit.
 *
 * <p>In: the beginning and end of each round and each call. Out: {@link dev.signals.hibernate.SignalLoopException} with the
 * calls that repeat. It knows nothing of the session's state.
 */
@NullMarked
package dev.signals.hibernate.internal.loop;

import org.jspecify.annotations.NullMarked;
