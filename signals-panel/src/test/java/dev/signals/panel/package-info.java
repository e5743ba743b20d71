@NullMarked
package dev.signals.panel;

import org.jspecify.annotations.NullMarked;
