package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The removal of a stale instance, while the session has a newer one: Hibernate fails before it looks at its references. */
@OnEveryDatabase
class StaleInstancesIT {

    private final SameWork same;

    StaleInstancesIT(Database database) {
        same = SameWork.of(database, Leaf.class, Ticket.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
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

    private static long ids;

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        long id = ++ids;
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
