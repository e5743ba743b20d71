package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code M2M_CHANGED} of an entity that is associated with itself: both sides are of one class. */
@OnEveryDatabase
class AssociationsToItselfIT {

    @Entity(name = "Post")
    static class Post {
        @Id
        String name;

        @ManyToMany
        Set<Post> related = new HashSet<>();

        @ManyToMany(mappedBy = "related")
        Set<Post> relatedBy = new HashSet<>();

        Post() {
            this("");
        }

        Post(String name) {
            this.name = name;
        }
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    AssociationsToItselfIT(Database database) {
        factory = TestFactory.of(database, Post.class);
    }

    @BeforeEach
    void twoPosts() {
        factory.inTransaction(session -> {
            session.persist(new Post("a"));
            session.persist(new Post("b"));
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void bothSidesHearOfAChange() {
        factory.signals().m2mChanged().connect(Post.class, "relatedBy", event -> log.add(line(event)));
        factory.signals()
                .m2mChanged()
                .connect(Post.class, "related", event -> log.add(line(event) + " reverse " + event.reverse()));

        factory.inTransaction(session -> session.find(Post.class, "a").related.add(session.find(Post.class, "b")));

        assertThat(log)
                .containsExactly(
                        "pre_add a.related [b] reverse false",
                        "pre_add b.relatedBy [a]",
                        "post_add a.related [b] reverse false",
                        "post_add b.relatedBy [a]");
    }

    @Test
    void aReceiverKeepsBothDirectionsAlike() {
        factory.signals().m2mChanged().connect(Post.class, "related", event -> {
            for (Object other : event.elements()) {
                if (event.action() == M2mAction.PRE_ADD) {
                    ((Post) other).related.add(event.instance());
                } else if (event.action() == M2mAction.PRE_REMOVE) {
                    ((Post) other).related.remove(event.instance());
                }
            }
        });

        factory.inTransaction(session -> session.find(Post.class, "a").related.add(session.find(Post.class, "b")));
        assertThat(factory.count("Post_Post")).isEqualTo(2);

        factory.inTransaction(session -> session.find(Post.class, "b").related.remove(session.find(Post.class, "a")));
        assertThat(factory.count("Post_Post")).isZero();
    }

    private static String line(M2mChanged<?> event) {
        return event.action() + " " + event.id() + "." + event.attribute() + " " + event.pks();
    }
}
