package dev.signals.hibernate.internal.session;

/** Work of the library itself, which is done even where receivers do not settle. A receiver that it calls is work of its own. */
public interface LibraryWork extends Runnable {}
