/** What the code of the pages takes for granted. */
@NullMarked
package dev.signals.docs.preamble;

import org.jspecify.annotations.NullMarked;
