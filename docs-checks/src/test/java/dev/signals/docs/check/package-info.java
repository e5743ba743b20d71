/** What can be wrong with a page. */
@NullMarked
package dev.signals.docs.check;

import org.jspecify.annotations.NullMarked;
