package dev.signals.hibernate.internal.session;

/** The statement that saves an entity. */
public enum Write {
    INSERT("insert"),
    UPDATE("update"),

    /** A save in a stateless session: the database decides whether it is an insert or an update. */
    UPSERT("upsert");

    private final String word;

    Write(String word) {
        this.word = word;
    }

    /** Returns the word for messages. */
    public String word() {
        return word;
    }
}
