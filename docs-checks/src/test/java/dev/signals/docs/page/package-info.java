/** Pages as the checks see them. */
@NullMarked
package dev.signals.docs.page;

import org.jspecify.annotations.NullMarked;
