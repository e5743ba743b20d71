package dev.signals.it.random;

import dev.signals.it.random.Bookshop.Book;
import dev.signals.it.random.Bookshop.Thing;
import org.hibernate.Session;

/** What a program does at certain moments beside its steps: nothing where receivers do it. */
interface Hand {

    /** Before {@code persist} or {@code merge} of a new entity. */
    default void creating(Session session, Thing thing) {}

    /** After a change of a managed entity, or of a detached one that will be merged. */
    default void changed(Thing thing) {}

    /** Before a {@code remove} that will do something. */
    default void removing(Session session, Book book) {}

    /** Before a {@code remove} of what may not be loaded. */
    default void removingReference(Thing reference) {}

    /** After a {@code remove}. */
    default void removed(Session session, Book book) {}

    default void committing(Session session) {}
}
