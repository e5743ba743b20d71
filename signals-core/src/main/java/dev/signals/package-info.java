/**
 * Signals in the manner of Django: a {@link dev.signals.Signal} is sent by a sender, and every receiver connected for that
 * sender is called, in order.
 *
 * <p>Read {@link dev.signals.Signal} first. One sending takes this path, each step in a class of its own:
 *
 * <ol>
 *   <li>{@code ReceiverRegistry} holds the connections and returns the {@code DispatchList} of a sender;
 *   <li>{@code Dispatch} goes through this list, and stops at the first failure or collects every outcome;
 *   <li>{@link dev.signals.Connection} calls its one receiver.
 * </ol>
 *
 * <p>The behaviour mirrors {@code django.dispatch} (Django 5.2 and 6.1); {@code docs/django.md} compares the two
 * row by row.
 *
 * @since 0.1
 */
@NullMarked
package dev.signals;

import org.jspecify.annotations.NullMarked;
