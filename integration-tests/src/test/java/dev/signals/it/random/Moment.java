package dev.signals.it.random;

/** The four signals. */
enum Moment {
    PRE_SAVE,
    POST_SAVE,
    PRE_DELETE,
    POST_DELETE
}
