package dev.signals.hibernate.internal.session;

/** The statement that saves an entity. */
public enum Write {
    INSERT,
    UPDATE,

    /** A save in a stateless session: the database decides whether it is an insert or an update. */
    UPSERT
}
