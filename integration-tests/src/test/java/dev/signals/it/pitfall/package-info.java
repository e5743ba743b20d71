/** What breaks with Hibernate's own listeners, shown not to happen to a receiver; the number of the pitfall is in the name. */
@NullMarked
package dev.signals.it.pitfall;

import org.jspecify.annotations.NullMarked;
