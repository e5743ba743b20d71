/** The picture of the README, drawn from a timeline. */
@NullMarked
package dev.signals.docs.picture;

import org.jspecify.annotations.NullMarked;
