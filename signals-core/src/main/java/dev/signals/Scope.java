package dev.signals;

/**
 * Something that holds until it is closed, for try-with-resources. It may be closed by any thread; closing it again
 * does nothing.
 */
public interface Scope extends AutoCloseable {

    @Override
    void close();
}
