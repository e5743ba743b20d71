package dev.signals.it.support;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signals.hibernate.event.ModelEvent;
import org.hibernate.Session;
import org.hibernate.Version;
import org.hibernate.event.spi.AbstractEvent;

/** The Hibernate that the tests run on, for the few things that its versions do in another way. */
public final class TestedHibernate {

    private TestedHibernate() {}

    /** Whether it is 7.0 or 7.1. */
    public static boolean isBefore72() {
        return Version.getVersionString().startsWith("7.0.")
                || Version.getVersionString().startsWith("7.1.");
    }

    /** Whether it is an earlier one than 8.0. */
    public static boolean isBefore80() {
        return Version.getVersionString().startsWith("7.");
    }

    /** Whether its flush has the queue of 7, which 8.0 has too, but only if it is asked for. */
    public static boolean hasQueueOf7() {
        return isBefore80() || "legacy".equals(System.getProperty("hibernate.flush.queue.type"));
    }

    /**
     * Leaves a test out before Hibernate 7.2.
     *
     * @param because what 7.0 and 7.1 do in another way, with or without the library
     */
    public static void assumeFrom72(String because) {
        assumeFalse(isBefore72(), () -> "Hibernate 7.0 and 7.1 " + because);
    }

    /** Leaves a test out before Hibernate 7.2, whose events do not tell which stateless session they are of. */
    public static void assumeThatStatelessSessionsAreTold() {
        assumeFrom72("do not tell which stateless session an event is of");
    }

    /**
     * Leaves a test out from Hibernate 8.0 on.
     *
     * @param because what that does in another way, with or without the library
     */
    public static void assumeBefore80(String because) {
        assumeTrue(isBefore80(), () -> "Hibernate 8.0 " + because);
    }

    /**
     * Leaves a test out if the flush has a newer queue than that of 7.
     *
     * @param because what that does in another way, with or without the library
     */
    public static void assumeQueueOf7(String because) {
        assumeTrue(hasQueueOf7(), () -> "The new flush queue of Hibernate 8.0 " + because);
    }

    /** Whether what a receiver is called for right now happens in a stateless session. The stack knows it before 7.2 too. */
    public static boolean isOfStatelessSession(ModelEvent<?> event) {
        return event.statelessSession().isPresent()
                || StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().endsWith("StatelessSessionImpl")));
    }

    /** The session of an event. Its method returns another type from 7.2 on, so a call that is compiled for one does not link. */
    public static Session session(AbstractEvent event) {
        try {
            return (Session) event.getClass().getMethod("getSession").invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
