/** What Hibernate finds when it starts. */
@NullMarked
package dev.signals.outbox.internal.boot;

import org.jspecify.annotations.NullMarked;
