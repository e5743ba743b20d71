package dev.signals.it.harmless;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionImplementor;

/** The action queue of a session. It is called by name, because its type is another one from Hibernate 8.0 on. */
final class ActionQueues {

    private static final List<String> COUNTS = List.of(
            "numberOfInsertions",
            "numberOfUpdates",
            "numberOfDeletions",
            "numberOfCollectionCreations",
            "numberOfCollectionUpdates",
            "numberOfCollectionRemovals");

    private ActionQueues() {}

    /** What is queued: insertions, updates and deletions of entities, then those of collections. */
    static String queued(SessionImplementor session) {
        return COUNTS.stream()
                .map(count -> String.valueOf(call(session, count)))
                .collect(Collectors.joining("/"));
    }

    static void executeInserts(SessionImplementor session) {
        call(session, "executeInserts");
    }

    private static Object call(SessionImplementor session, String method) {
        try {
            Object queue = SessionImplementor.class.getMethod("getActionQueue").invoke(session);
            return SessionImplementor.class
                    .getMethod("getActionQueue")
                    .getReturnType()
                    .getMethod(method)
                    .invoke(queue);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
