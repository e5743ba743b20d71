/** The one place that knows how the supported versions of Hibernate differ. */
@NullMarked
package dev.signals.hibernate.internal.compat;

import org.jspecify.annotations.NullMarked;
