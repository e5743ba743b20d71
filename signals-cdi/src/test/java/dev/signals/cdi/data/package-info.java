@NullMarked
package dev.signals.cdi.data;

import org.jspecify.annotations.NullMarked;
