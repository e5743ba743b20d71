/** Whether signals are sent at all on databases that the other tests do not run on. */
@NullMarked
package dev.signals.it.smoke;

import org.jspecify.annotations.NullMarked;
