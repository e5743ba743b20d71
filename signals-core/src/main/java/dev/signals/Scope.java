package dev.signals;

/** Something that holds until it is closed, for try-with-resources. Closing again does nothing; any thread may close it. */
public interface Scope extends AutoCloseable {

    @Override
    void close();
}
