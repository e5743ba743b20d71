/**
 * Methods annotated with {@link dev.signals.hibernate.Receiver}: how they are found, checked, connected and called.
 *
 * <p>In: objects and classes that are registered. Out: connections made by {@code connect}. The annotation processor
 * repeats its checks.
 */
@NullMarked
package dev.signals.hibernate.internal.receiver;

import org.jspecify.annotations.NullMarked;
