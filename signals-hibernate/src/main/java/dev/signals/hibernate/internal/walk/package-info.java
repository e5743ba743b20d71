/** Finds, before Hibernate does, which entities a persist, remove or flush will reach. */
@NullMarked
package dev.signals.hibernate.internal.walk;

import org.jspecify.annotations.NullMarked;
