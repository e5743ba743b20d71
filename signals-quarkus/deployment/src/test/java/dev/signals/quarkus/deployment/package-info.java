@NullMarked
package dev.signals.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
