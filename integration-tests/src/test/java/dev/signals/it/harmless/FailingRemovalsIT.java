package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Removals that Hibernate begins and fails in: at a mandatory reference to what it has deleted before, and at a stale instance. What
 * it does not come to is not loaded for the sake of receivers.
 */
@OnEveryDatabase
class FailingRemovalsIT {

    private final SameWork same;

    FailingRemovalsIT(Database database) {
        same = SameWork.of(database, Link.class, EmbeddedLink.class, Leaf.class, Chain.class, Ticket.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aMandatoryReferenceToWhatIsDeletedBefore() {
        compare("removed", session -> session.remove(links(session)));
        compare("removed, and a query", session -> {
            Link first = links(session);
            try {
                session.remove(first);
            } catch (RuntimeException expected) {
                session.createSelectionQuery("from Leaf", Leaf.class).getResultList();
                throw expected;
            }
        });
        compare("in an embeddable", session -> session.remove(embeddedLinks(session)));
    }

    @Test
    void aMandatoryReferenceOfAnOrphan() {
        compare("orphan", session -> {
            Chain chain = new Chain();
            chain.links.add(links(session));
            session.persist(chain);
            session.flush();
            session.clear();
            session.find(Chain.class, chain.id).links.clear();
        });
    }

    @Test
    void aStaleInstanceBesideANewerOne() {
        same.compare("stale", factory -> {
            Leaf first = new Leaf();
            Leaf second = new Leaf();
            Ticket stale = new Ticket();
            stale.leaf = first;
            factory.inTransaction(session -> List.of(first, second, stale).forEach(session::persist));
            factory.inTransaction(session -> session.find(Ticket.class, stale.id).text = "newer");
            stale.leaf = second;
            factory.inTransaction(session -> {
                session.find(Ticket.class, stale.id);
                session.remove(stale);
            });
            return null;
        });
    }

    private void compare(String name, Consumer<Session> work) {
        same.compare(name, factory -> {
            factory.inTransaction(work::accept);
            return null;
        });
    }

    /** Makes four links, and returns the first of them, with nothing else in the session. */
    private static Link links(Session session) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Link link = new Link();
            link.previous = i == 0 ? link : links.get(i - 1);
            link.leaves.add(new Leaf());
            session.persist(link);
            links.add(link);
        }
        session.flush();
        for (int i = 0; i < 3; i++) {
            links.get(i).next = links.get(i + 1);
        }
        session.flush();
        session.clear();
        return session.find(Link.class, links.get(0).id);
    }

    private static EmbeddedLink embeddedLinks(Session session) {
        EmbeddedLink first = new EmbeddedLink();
        first.neighbours.previous = first;
        EmbeddedLink second = new EmbeddedLink();
        second.neighbours.previous = first;
        second.leaves.add(new Leaf());
        session.persist(first);
        session.persist(second);
        session.flush();
        first.neighbours.next = second;
        session.flush();
        session.clear();
        return session.find(EmbeddedLink.class, first.id);
    }

    private static long ids;

    @Entity(name = "Link")
    static class Link {
        @Id
        long id = ++ids;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        Link previous;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Link next;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "link")
        List<Leaf> leaves = new ArrayList<>();
    }

    @Embeddable
    static class Neighbours {
        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        EmbeddedLink previous;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        EmbeddedLink next;
    }

    @Entity(name = "EmbeddedLink")
    static class EmbeddedLink {
        @Id
        long id = ++ids;

        Neighbours neighbours = new Neighbours();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "embedded_link")
        List<Leaf> leaves = new ArrayList<>();
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        long id = ++ids;
    }

    @Entity(name = "Chain")
    static class Chain {
        @Id
        long id = ++ids;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "chain")
        List<Link> links = new ArrayList<>();
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        long id = ++ids;

        @Version
        int version;

        String text = "old";

        @ManyToOne(fetch = FetchType.LAZY)
        Leaf leaf;
    }
}
