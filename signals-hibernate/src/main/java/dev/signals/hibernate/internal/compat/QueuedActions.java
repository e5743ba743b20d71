package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Set;
import org.hibernate.event.spi.EventSource;

/**
 * What the action queue of a session holds. The queue is a class up to Hibernate 7.4 and an interface of another package from
 * 8.0 on; its methods are the same.
 */
public final class QueuedActions {

    private static final MethodHandle QUEUE = Methods.find(EventSource.class, "getActionQueue");
    private static final MethodHandle IS_ANY = question("hasAnyQueuedActions", boolean.class);
    private static final MethodHandle CONCERNS = Methods.find(queueType(), "areTablesToBeUpdated")
            .asType(MethodType.methodType(boolean.class, Object.class, Set.class));
    private static final List<MethodHandle> COUNTS = List.of(
            question("numberOfInsertions", int.class),
            question("numberOfUpdates", int.class),
            question("numberOfDeletions", int.class),
            question("numberOfCollectionCreations", int.class),
            question("numberOfCollectionUpdates", int.class),
            question("numberOfCollectionRemovals", int.class));

    private QueuedActions() {}

    private static MethodHandle question(String name, Class<?> answer) {
        return MethodHandles.filterReturnValue(QUEUE, Methods.find(queueType(), name))
                .asType(MethodType.methodType(answer, EventSource.class));
    }

    /** Returns the type of the queue. */
    static Class<?> queueType() {
        return QUEUE.type().returnType();
    }

    /** Returns the queue of a session. */
    static Object queue(EventSource session) {
        try {
            return (Object) QUEUE.invoke(session);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns a number that is 0 if nothing is queued, and changes with what is. */
    public static int count(EventSource session) {
        try {
            if (!(boolean) IS_ANY.invokeExact(session)) { // including actions that are not counted one by one
                return 0;
            }
            int count = 1;
            for (MethodHandle each : COUNTS) {
                count += (int) each.invokeExact(session);
            }
            return count;
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns whether a queued action writes one of these tables. */
    public static boolean concern(EventSource session, Set<String> tables) {
        try {
            return (boolean) CONCERNS.invokeExact(queue(session), tables);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }
}
