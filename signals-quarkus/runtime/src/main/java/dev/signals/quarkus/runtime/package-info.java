/**
 * The part of the Quarkus extension that runs in the application. There is nothing in it that an application calls; its
 * settings are in {@link dev.signals.quarkus.runtime.SignalsConfig}.
 */
@NullMarked
package dev.signals.quarkus.runtime;

import org.jspecify.annotations.NullMarked;
