/** The part of the Quarkus extension that runs while an application is built. */
@NullMarked
package dev.signals.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
