package dev.signals.it.harmless;

/** One line of the table of mapping features, see {@link Features}. */
interface Feature {

    /** The chapter of Hibernate's user guide that it comes from. */
    String chapter();

    /** How often it is chosen among its like. */
    int weight();

    String name();
}
