/** The recipes of the guide, and what they are tried with. */
@NullUnmarked
package dev.signals.docs.recipes;

import org.jspecify.annotations.NullUnmarked;
