package dev.signals.examples.outbox.writer;

import org.hibernate.Session;

/** Something that is done to the blog once, in one transaction. */
interface Deed {

    /** Returns the name, which no other deed has. */
    String name();

    void doIn(Session session);
}
