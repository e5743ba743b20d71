/** The same steps as in Django, compared with what Django announced. */
@NullMarked
package dev.signals.it.django;

import org.jspecify.annotations.NullMarked;
