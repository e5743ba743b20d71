/** Where Hibernate reaches the library: one small listener per Hibernate event, each saying only when something is to be done. */
@NullMarked
package dev.signals.hibernate.internal.hooks;

import org.jspecify.annotations.NullMarked;
