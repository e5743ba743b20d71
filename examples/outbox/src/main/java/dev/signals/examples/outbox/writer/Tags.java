package dev.signals.examples.outbox.writer;

import dev.signals.examples.blog.model.Tag;
import org.hibernate.Session;

/** Finds tags by name, and makes those that are not there. */
final class Tags {

    private Tags() {}

    static Tag named(String name, Session session) {
        return session.createSelectionQuery("from Tag where name = :name", Tag.class)
                .setParameter("name", name)
                .uniqueResultOptional()
                .orElseGet(() -> {
                    Tag tag = new Tag(name);
                    session.persist(tag);
                    return tag;
                });
    }
}
