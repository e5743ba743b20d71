/**
 * The set-up of the part of the library that belongs to one session factory.
 *
 * <p>In: Hibernate, which finds {@code SignalsBootstrap} by {@link java.util.ServiceLoader}, and the settings. Out:
 * registered listeners and connected receivers. It may use every other package; no package may use it.
 */
@NullMarked
package dev.signals.hibernate.internal.boot;

import org.jspecify.annotations.NullMarked;
