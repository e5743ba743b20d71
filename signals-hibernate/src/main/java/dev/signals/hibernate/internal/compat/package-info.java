/** The one place that knows how the supported Hibernate versions differ. */
@NullMarked
package dev.signals.hibernate.internal.compat;

import org.jspecify.annotations.NullMarked;
