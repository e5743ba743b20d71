package dev.signals.hibernate.internal.spring;

import dev.signals.hibernate.internal.session.SavepointSource;

/** Whether Spring is there. */
public final class Spring {

    private static final String SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

    private Spring() {}

    /** Who tells of savepoints: Spring from version 6.2 on, or nobody. */
    public static SavepointSource savepoints() {
        try {
            Class<?> synchronization = Class.forName(SYNCHRONIZATION, false, Spring.class.getClassLoader());
            synchronization.getMethod("savepointRollback", Object.class);
            return new SpringSavepoints();
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            return SavepointSource.NONE;
        }
    }
}
