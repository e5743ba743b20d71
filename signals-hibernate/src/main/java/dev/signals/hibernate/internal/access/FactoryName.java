package dev.signals.hibernate.internal.access;

import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The name of a session factory in messages. A factory that is built without a persistence unit need not have any. */
public final class FactoryName {

    private FactoryName() {}

    /** Returns the name, or {@code unnamed}. */
    public static String of(SessionFactoryImplementor factory) {
        String name = factory.getName();
        return name == null ? "unnamed" : name;
    }
}
