@NullMarked
package dev.signals.spring.boot.restarted;

import org.jspecify.annotations.NullMarked;
