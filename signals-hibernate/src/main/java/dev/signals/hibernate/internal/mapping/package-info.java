/** What is known of the mapping of one session factory. */
@NullMarked
package dev.signals.hibernate.internal.mapping;

import org.jspecify.annotations.NullMarked;
