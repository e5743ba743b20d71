package dev.signals.benchmarks.orm;

/** An entity that the benchmarks write. */
interface Item {

    /** Changes it, and what it cascades to. */
    void change();
}
