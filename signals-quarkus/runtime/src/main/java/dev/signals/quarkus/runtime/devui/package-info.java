/** What the Dev UI asks the application. */
@NullMarked
package dev.signals.quarkus.runtime.devui;

import org.jspecify.annotations.NullMarked;
