/** The settings, read and checked. */
@NullMarked
package dev.signals.outbox.internal.settings;

import org.jspecify.annotations.NullMarked;
