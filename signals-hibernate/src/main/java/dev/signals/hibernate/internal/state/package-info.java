/** What a row holds, read from the state arrays of Hibernate. */
@NullMarked
package dev.signals.hibernate.internal.state;

import org.jspecify.annotations.NullMarked;
