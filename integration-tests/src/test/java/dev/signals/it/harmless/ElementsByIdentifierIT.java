package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** An element that the session does not manage is no orphan if the collection holds it in another instance: Hibernate compares identifiers. */
@OnEveryDatabase
class ElementsByIdentifierIT {

    private final Database database;

    ElementsByIdentifierIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Post")
    static class Post {
        @Id
        long id;

        @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Remark> remarks = new ArrayList<>();

        @OneToMany(mappedBy = "other", cascade = CascadeType.MERGE, orphanRemoval = true)
        @MapKey
        Map<Long, Remark> others = new HashMap<>();
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Post post;

        @ManyToOne(fetch = FetchType.LAZY)
        Post other;

        static Remark of(long id) {
            Remark remark = new Remark();
            remark.id = id;
            return remark;
        }
    }

    private interface Change {

        void apply(Session session, Post post, long id);
    }

    /** Works on a post that has one remark in each collection, and compares for each way of listening. */
    private void compare(Change change) {
        try (SameWork work = SameWork.of(database, Post.class, Remark.class)) {
            long[] next = {0};
            for (Listening listening : work.listenings()) {
                long id = 10 * ++next[0];
                work.compare("merge", EnumSet.of(listening), factory -> {
                    factory.inTransaction(session -> session.persist(post(id)));
                    factory.inTransaction(session -> change.apply(session, session.find(Post.class, id), id));
                    return null;
                });
            }
            work.assertAll();
        }
    }

    private static Post post(long id) {
        Post post = new Post();
        post.id = id;
        Remark remark = Remark.of(id);
        remark.post = post;
        post.remarks.add(remark);
        return post;
    }

    @Test
    void aNewElementWithAnIdentifierThatMergeHasCopiedIsNotLookedUp() {
        compare((session, post, id) -> {
            Remark remark = Remark.of(id + 1);
            remark.post = post;
            post.remarks.add(remark);
            post.remarks.isEmpty();
            session.merge(post);
        });
    }

    @Test
    void aDetachedCopyInPlaceOfTheManagedElementMakesNoOrphan() {
        compare((session, post, id) -> {
            Remark managed = post.remarks.get(0);
            session.detach(managed);
            post.remarks.set(0, session.merge(managed));
        });
        compare((session, post, id) -> {
            Remark other = session.find(Remark.class, id);
            other.other = post;
            post.others.put(id, other);
            session.flush();
            post.others.put(id, Remark.of(id));
        });
    }

    @Test
    void whatIsNoOrphanIsNotAnnouncedAsDeleted() {
        try (TestFactory factory = TestFactory.of(database, Post.class, Remark.class)) {
            List<Object> deleted = new ArrayList<>();
            factory.signals().preDelete().connect(event -> deleted.add(event.id()));
            factory.inTransaction(session -> session.persist(post(1)));

            factory.inTransaction(session -> {
                Post post = session.find(Post.class, 1L);
                Remark managed = post.remarks.get(0);
                session.detach(managed);
                post.remarks.set(0, session.merge(managed));
            });
            factory.inTransaction(session -> {
                Post post = session.find(Post.class, 1L);
                Remark remark = Remark.of(2);
                remark.post = post;
                post.remarks.add(remark);
                session.merge(post);
            });

            assertThat(deleted).isEmpty();
            assertThat(factory.count("Remark")).isEqualTo(2);

            factory.inTransaction(
                    session -> session.find(Post.class, 1L).remarks.removeIf(remark -> remark.id == 2));

            assertThat(deleted).containsExactly(2L);
        }
    }
}
