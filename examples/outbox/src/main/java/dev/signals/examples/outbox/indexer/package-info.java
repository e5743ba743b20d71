/** The process that makes the calls of durable receivers, and the index that they keep. */
@NullMarked
package dev.signals.examples.outbox.indexer;

import org.jspecify.annotations.NullMarked;
