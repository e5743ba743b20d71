/**
 * A history of entities: who changed what, when and why. {@link dev.signals.examples.history.HistoryRecorder} writes it,
 * {@link dev.signals.examples.history.History} reads it, {@link dev.signals.examples.history.HistoryTable} prints it.
 */
@NullMarked
package dev.signals.examples.history;

import org.jspecify.annotations.NullMarked;
