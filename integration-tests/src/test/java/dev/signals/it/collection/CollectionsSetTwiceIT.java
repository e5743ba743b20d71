package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Collections that are set to null or replaced in one flush, and set again in the next. */
@OnEveryDatabase
class CollectionsSetTwiceIT {

    @Entity(name = "Tag")
    static class Tag {
        @Id
        Long id;

        Tag() {}

        Tag(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        Long id;

        String name;

        @ManyToMany
        Set<Tag> tags = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "owner_ordered")
        @OrderColumn
        List<Tag> ordered = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "owner_keyed")
        Map<String, Tag> keyed = new HashMap<>();

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    CollectionsSetTwiceIT(Database database) {
        factory = TestFactory.of(database, Tag.class, Owner.class);
    }

    @BeforeEach
    void anOwner() {
        factory.inTransaction(session -> {
            Tag tag = new Tag(1);
            session.persist(tag);
            Owner owner = new Owner();
            owner.id = 1L;
            owner.tags.add(tag);
            owner.ordered.add(tag);
            owner.keyed.put("k", tag);
            owner.words.add("w");
            session.persist(owner);
        });
        factory.signals()
                .m2mChanged()
                .connect(
                        Owner.class,
                        event -> log.add(event.action() + " " + event.attribute()
                                + (event.insideFlush() ? " inside the flush" : "")));
        factory.signals()
                .collectionChanged()
                .connect(
                        Owner.class,
                        event -> log.add(event.attribute() + " +" + event.added() + " -"
                                + (event.removedKnown() ? event.removed() : "?")));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private List<String> announced(BiConsumer<Session, Owner> change) {
        factory.inTransaction(session -> change.accept(session, session.find(Owner.class, 1L)));
        return log;
    }

    private static Set<Tag> one(Session session) {
        return new HashSet<>(Set.of(session.find(Tag.class, 1L)));
    }

    @Test
    void nullAndThenEmptyIsOneClear() {
        assertThat(announced((session, owner) -> {
                    owner.tags = null;
                    session.flush();
                    owner.tags = new HashSet<>();
                }))
                .containsExactly("pre_clear tags", "post_clear tags");
    }

    @Test
    void nullAndThenOneElementIsAClearAndAnAddition() {
        assertThat(announced((session, owner) -> {
                    owner.tags = null;
                    session.flush();
                    owner.tags = one(session);
                }))
                .containsExactly("pre_clear tags", "post_clear tags", "pre_add tags", "post_add tags");
    }

    @Test
    void whatIsSetAgainCanBeRemovedAgain() {
        assertThat(announced((session, owner) -> {
                    owner.tags = null;
                    session.flush();
                    owner.tags = one(session);
                    session.flush();
                    owner.tags = null;
                    session.flush();
                    owner.tags = new HashSet<>();
                }))
                .containsExactly(
                        "pre_clear tags",
                        "post_clear tags",
                        "pre_add tags",
                        "post_add tags",
                        "pre_remove tags",
                        "post_remove tags");
    }

    @Test
    void listsMapsAndValuesAreTheSame() {
        assertThat(announced((session, owner) -> {
                    owner.ordered = null;
                    owner.keyed = null;
                    owner.words = null;
                    session.flush();
                    owner.ordered = new ArrayList<>(one(session));
                    owner.keyed = new HashMap<>(Map.of("k", session.find(Tag.class, 1L)));
                    owner.words = new HashSet<>(Set.of("v"));
                }))
                .containsExactlyInAnyOrder(
                        "pre_clear ordered",
                        "pre_clear keyed",
                        "post_clear ordered",
                        "post_clear keyed",
                        "words +[] -?",
                        "pre_add ordered",
                        "pre_add keyed",
                        "post_add ordered",
                        "post_add keyed",
                        "words +[v] -[]");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate fails then")
    void anOwnerThatIsRemovedAfterItsCollectionHasNothingToClear() {
        announced((session, owner) -> {
            owner.tags = null;
            owner.ordered = null;
            owner.keyed = null;
            owner.words = null;
            session.flush();
            log.clear();
            session.remove(owner);
        });

        assertThat(log).isEmpty();
    }

    @Test
    void aRefreshedOwnerIsReadAnew() {
        assertThat(announced((session, owner) -> {
                    owner.tags = null;
                    session.flush();
                    owner.tags = one(session);
                    session.flush();
                    session.refresh(owner);
                    log.clear();
                    owner.tags = new HashSet<>();
                }))
                .containsExactly("pre_clear tags", "post_clear tags");
    }

    @Test
    void aNewOwnerWithoutACollectionHasNothingToClear() {
        announced((session, owner) -> {
            Owner fresh = new Owner();
            fresh.id = 2L;
            fresh.tags = null;
            fresh.words = null;
            session.persist(fresh);
            session.flush();
            log.clear();
            fresh.tags = one(session);
            fresh.words = new HashSet<>(Set.of("w"));
        });

        assertThat(log).containsExactlyInAnyOrder("pre_add tags", "post_add tags", "words +[w] -[]");
    }

    @Test
    void aMergedNewOwnerWithoutACollectionHasNothingToClear() {
        announced((session, owner) -> {
            Owner fresh = new Owner();
            fresh.id = 2L;
            fresh.tags = null;
            fresh.words = null;
            Owner copy = session.merge(fresh);
            session.flush();
            log.clear();
            copy.tags = one(session);
            copy.words = new HashSet<>(Set.of("w"));
        });

        assertThat(log).containsExactlyInAnyOrder("pre_add tags", "post_add tags", "words +[w] -[]");
    }
}
