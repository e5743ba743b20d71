/**
 * Methods annotated with {@link dev.signals.hibernate.Receiver}: finds, checks, connects and calls them.
 *
 * <p>In: objects and classes that are registered. Out: connections made by {@code connect}. The annotation processor repeats its checks.
 */
@NullMarked
package dev.signals.hibernate.internal.receiver;

import org.jspecify.annotations.NullMarked;
