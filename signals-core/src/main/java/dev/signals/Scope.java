package dev.signals;

import java.util.Objects;

/**
 * Something that holds until it is closed, for try-with-resources. It may be closed by any thread; closing it again
 * does nothing.
 */
public interface Scope extends AutoCloseable {

    /**
     * Makes a scope.
     *
     * @param end runs when the scope is closed for the first time
     */
    static Scope of(Runnable end) {
        return new OnceClosed(Objects.requireNonNull(end, "end"));
    }

    @Override
    void close();
}
