@NullMarked
package dev.signals.browser;

import org.jspecify.annotations.NullMarked;
