package dev.signals.hibernate.internal.spring;

import dev.signals.hibernate.internal.session.SavepointSource;
import dev.signals.hibernate.internal.session.Surroundings;

/** Whether Spring is there. */
public final class Spring {

    private static final String SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

    private Spring() {}

    /** Who tells of savepoints: Spring from version 6.2 on, or nobody. */
    public static SavepointSource savepoints() {
        try {
            synchronization().getMethod("savepointRollback", Object.class);
            return new SpringSavepoints();
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            return SavepointSource.NONE;
        }
    }

    /** Who keeps a session for the thread: Spring, or nobody. */
    public static Surroundings surroundings() {
        try {
            synchronization();
            return new SpringSurroundings();
        } catch (ClassNotFoundException | LinkageError e) {
            return Surroundings.NONE;
        }
    }

    private static Class<?> synchronization() throws ClassNotFoundException {
        return Class.forName(SYNCHRONIZATION, false, Spring.class.getClassLoader());
    }
}
