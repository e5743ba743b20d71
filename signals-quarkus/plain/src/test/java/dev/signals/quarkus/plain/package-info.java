@NullMarked
package dev.signals.quarkus.plain;

import org.jspecify.annotations.NullMarked;
