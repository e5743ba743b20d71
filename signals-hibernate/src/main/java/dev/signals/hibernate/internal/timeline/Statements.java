package dev.signals.hibernate.internal.timeline;

/** The source of the text of the statement that is being prepared in this thread. */
interface Statements {

    String last();
}
