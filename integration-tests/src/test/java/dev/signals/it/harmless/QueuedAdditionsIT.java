package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/**
 * An addition that waits in a collection nobody has loaded is not looked up in the database, where Hibernate does not do so: it has
 * an assigned identifier, so only the database could tell whether it is new.
 */
@OnEveryDatabase
class QueuedAdditionsIT {

    private final Database database;

    QueuedAdditionsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Rack")
    static class Rack {
        @Id
        Long id;

        @OneToMany(mappedBy = "bag", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Coat> bag = new ArrayList<>();

        @OneToMany(mappedBy = "ordered", cascade = CascadeType.ALL, orphanRemoval = true)
        @OrderColumn
        List<Coat> ordered = new ArrayList<>();
    }

    @Entity(name = "Coat")
    static class Coat {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Rack bag;

        @ManyToOne(fetch = FetchType.LAZY)
        Rack ordered;
    }

    @Test
    void newElementsOfABagAreNotLookedUp() {
        addsTheSame((rack, coat) -> {
            coat.bag = rack;
            rack.bag.add(coat);
        });
    }

    @Test
    void newElementsOfAnOrderedListAreNotLookedUp() {
        addsTheSame((rack, coat) -> {
            coat.ordered = rack;
            rack.ordered.add(coat);
        });
    }

    private void addsTheSame(BiConsumer<Rack, Coat> add) {
        try (SameWork work = SameWork.of(database, Rack.class, Coat.class)) {
            work.eachFactory(factory -> factory.inTransaction(session -> {
                Rack rack = new Rack();
                rack.id = 1L;
                session.persist(rack);
            }));
            long[] next = {0};
            for (Listening listening : work.listenings()) {
                long id = next[0]++;
                work.compare("add", EnumSet.of(listening), factory -> {
                    factory.inTransaction(session -> {
                        Rack rack = session.find(Rack.class, 1L);
                        Coat coat = new Coat();
                        coat.id = id;
                        add.accept(rack, coat);
                        work.assertions()
                                .assertThat(Hibernate.isInitialized(rack.bag) || Hibernate.isInitialized(rack.ordered))
                                .isFalse();
                    });
                    return null;
                });
            }
            work.assertAll();
        }
    }
}
