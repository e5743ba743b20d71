package dev.signals.hibernate.internal.session;

/**
 * Work of the library itself, which runs even where receivers keep triggering each other. A receiver that it calls counts as
 * work of its own.
 */
public interface LibraryWork extends Runnable {}
