/** The signals about entities, on both databases. */
@NullMarked
package dev.signals.it.model;

import org.jspecify.annotations.NullMarked;
