package dev.signals.it.harmless;

/** What can be done with an attribute. */
enum Kind {
    /** A value that is set as a whole, or mutated in place. */
    VALUE,
    EMBEDDED,
    TO_ONE,
    /** Refers to an entity of any class. */
    ANY,
    COLLECTION,
    MAP,
    ARRAY,
    /** Set by the database or by Hibernate. */
    GENERATED;

    boolean isPlural() {
        return this == COLLECTION || this == MAP || this == ARRAY;
    }
}
