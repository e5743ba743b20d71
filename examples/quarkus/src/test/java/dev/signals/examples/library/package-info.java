@NullMarked
package dev.signals.examples.library;

import org.jspecify.annotations.NullMarked;
