@NullMarked
package dev.signals.quarkus.it;

import org.jspecify.annotations.NullMarked;
