/** The signals in transactions of a JTA transaction manager, which is Narayana. */
@NullMarked
package dev.signals.it.jta;

import org.jspecify.annotations.NullMarked;
