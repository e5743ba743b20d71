@NullMarked
package dev.signals.spring.boot;

import org.jspecify.annotations.NullMarked;
