/**
 * A blog on two processes and one database: one process writes, the other keeps a search index by durable receivers, and
 * either is killed while it works.
 *
 * <p>Read {@code shared.IndexReceiver} first, then {@code writer.Writer} and {@code indexer.Indexer}, the two processes.
 * This package starts them, kills them, and compares the index with the rows.
 */
@NullMarked
package dev.signals.examples.outbox;

import org.jspecify.annotations.NullMarked;
