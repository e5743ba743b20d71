/** Tests of the files of a release, as a user gets them. */
@NullMarked
package dev.signals.release;

import org.jspecify.annotations.NullMarked;
