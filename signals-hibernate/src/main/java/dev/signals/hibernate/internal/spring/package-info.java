/** What is known of Spring where it is present; the library does not need it. */
@NullMarked
package dev.signals.hibernate.internal.spring;

import org.jspecify.annotations.NullMarked;
