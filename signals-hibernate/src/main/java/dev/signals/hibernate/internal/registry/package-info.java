/** Receivers that are connected when a session factory is built. */
@NullMarked
package dev.signals.hibernate.internal.registry;

import org.jspecify.annotations.NullMarked;
