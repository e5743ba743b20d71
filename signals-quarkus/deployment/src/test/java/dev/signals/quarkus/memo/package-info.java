@NullMarked
package dev.signals.quarkus.memo;

import org.jspecify.annotations.NullMarked;
