/**
 * Checks {@code @Receiver} methods while they are compiled; {@link dev.signals.processor.ReceiverProcessor} is all there is to
 * know of it.
 */
@NullMarked
package dev.signals.processor;

import org.jspecify.annotations.NullMarked;
