/**
 * Signals in CDI, for Jakarta EE and for Weld. There is nothing to call: observer methods of events such as {@code
 * PostSave<Article>} are receivers, and so are beans with {@code @Receiver} methods. {@link dev.signals.cdi.Sender} says which
 * entities an observer is about where its type does not.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.cdi;

import org.jspecify.annotations.NullMarked;
