package dev.signals.hibernate;

import dev.signals.Connection;
import org.jspecify.annotations.Nullable;

/** What is known of the senders of a signal when a receiver is connected; for {@link PostSaveSignal#scoped} and the like. */
public interface Senders {

    /** That of the process, which knows no session factory. */
    Senders ANY = new Senders() {
        @Override
        public void check(Connection connection) {
            // The next session factory checks it.
        }

        @Override
        public @Nullable Class<?> classOf(String entityName) {
            return null;
        }
    };

    /**
     * Called after each connect.
     *
     * @throws IllegalArgumentException to refuse it
     */
    void check(Connection connection);

    /** The class that events of an entity are sent with; null if that is not known. */
    @Nullable
    Class<?> classOf(String entityName);
}
