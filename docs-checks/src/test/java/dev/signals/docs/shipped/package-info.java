/** What the published modules bring to their users. */
@NullMarked
package dev.signals.docs.shipped;

import org.jspecify.annotations.NullMarked;
