package dev.signals.it.failure.soak;

/** What is counted. */
enum Kind {
    CREATED,
    UPDATED,
    DELETED,
    TAGGED,
    UNTAGGED,
    /** By receivers. */
    AUDITED,
    /** Work handed over by receivers. */
    ON_COMMIT
}
