/** The signals beside Envers and others that do their work when the commit has begun. */
@NullMarked
package dev.signals.it.envers;

import org.jspecify.annotations.NullMarked;
