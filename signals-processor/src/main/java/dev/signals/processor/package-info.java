/**
 * The annotation processor that checks {@code @Receiver} methods at compile time. Users need only {@link
 * dev.signals.processor.ReceiverProcessor}.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.processor;

import org.jspecify.annotations.NullMarked;
