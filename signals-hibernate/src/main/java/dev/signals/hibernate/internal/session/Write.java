package dev.signals.hibernate.internal.session;

/** The statement that saves an entity. */
public enum Write {
    INSERT,
    UPDATE,

    /** Of a stateless session: one of the two, as the database finds. */
    UPSERT
}
