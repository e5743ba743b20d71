/**
 * The signals panel: a page for development. Start with {@link dev.signals.panel.SignalPanel}.
 *
 * <p>In: the connections of session factories, and what happens in their sessions. Out: one page and two JSON resources.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals.panel;

import org.jspecify.annotations.NullMarked;
