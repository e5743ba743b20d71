/** What is remembered for one session between two Hibernate events. */
@NullMarked
package dev.signals.hibernate.internal.session;

import org.jspecify.annotations.NullMarked;
