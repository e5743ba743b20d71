/** Events as JSON, by the types that Hibernate has for the attributes. */
@NullMarked
package dev.signals.outbox.internal.text;

import org.jspecify.annotations.NullMarked;
