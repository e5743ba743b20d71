/** The process that writes the blog. It makes no calls of durable receivers. */
@NullMarked
package dev.signals.examples.outbox.writer;

import org.jspecify.annotations.NullMarked;
