/** The signals in transactions of Spring, with its {@code JpaTransactionManager} and entity managers. */
@NullMarked
package dev.signals.it.spring;

import org.jspecify.annotations.NullMarked;
