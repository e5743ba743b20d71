package dev.signals.hibernate;

import dev.signals.Connection;
import java.util.List;
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
        public @Nullable Named find(String entityName) {
            return null;
        }
    };

    /**
     * Called after each connect.
     *
     * @throws IllegalArgumentException to refuse it
     */
    void check(Connection connection);

    /** An entity by any of its names; null if that is not known. */
    @Nullable
    Named find(String entityName);

    /**
     * An entity that has been found by a name.
     *
     * @param type the class that its events are sent with
     * @param names its names: first that in Hibernate, then that in Jakarta Persistence
     * @param isAlone whether no other entity has this class, so that the class says as much as the name
     */
    record Named(Class<?> type, List<String> names, boolean isAlone) {}
}
