/** The second run of the tests, with classes enhanced by Hibernate. */
@NullMarked
package dev.signals.it.enhanced;

import org.jspecify.annotations.NullMarked;
