package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Getters that give another collection each time, of entities that a callback has left to the next flush: new ones and orphans.
 * Nobody can tell whether receivers have changed them, so they count as unchanged.
 */
class UnsteadyCollectionsLeftBehindIT {

    private static final AtomicLong READINGS = new AtomicLong(1000);

    private final SameWork same = SameWork.of(Database.H2, Boss.class, Clock.class, Calm.class);

    @AfterEach
    void close() {
        Boss.updated = boss -> {};
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aNewEntityIsLeftToTheNextFlush() {
        compare("new", boss -> boss.clock = new Clock());
    }

    @Test
    void anOrphanIsLeftToTheNextFlush() {
        compare("orphan", boss -> boss.clocks.clear());
    }

    @Test
    void aChangeOfASteadyCollectionBesideItIsWritten() {
        EventLog log = new EventLog();
        same.compareByHand(
                "a new element",
                factory -> work(factory, boss -> boss.calm = new Calm(List.of(1, 2)), true),
                signals -> signals.postSave().connect(Boss.class, event -> {
                    log.add(event);
                    if (event.instance().calm != null
                            && event.instance().calm.numbers.size() == 1) {
                        event.instance().calm.numbers = new ArrayList<>(List.of(1, 2));
                    }
                }),
                factory -> work(factory, boss -> boss.calm = new Calm(List.of(1)), false));
        same.assertions().assertThat(log.lines()).isNotEmpty();
    }

    private void compare(String name, Consumer<Boss> callback) {
        same.compare(name, factory -> work(factory, callback, false));
    }

    /** Lets a callback do something to a boss in the flush of a commit, and tells which rows there are then. */
    private static List<Long> work(TestFactory factory, Consumer<Boss> callback, boolean flushedBefore) {
        factory.inTransaction(session -> {
            Boss boss = new Boss();
            boss.clocks.add(new Clock());
            session.persist(boss);
        });
        factory.inTransaction(session -> {
            Boss boss = session.createSelectionQuery("from Boss", Boss.class).getSingleResult();
            Hibernate.initialize(boss.clocks);
            boss.name = "Ada";
            Boss.updated = updated -> {
                Boss.updated = again -> {};
                callback.accept(updated);
            };
            if (flushedBefore) {
                session.flush();
            }
        });
        List<Long> rows = List.of(factory.count("Clock"), factory.count("Calm"));
        factory.inTransaction(session -> {
            session.createSelectionQuery("from Boss", Boss.class)
                    .getResultList()
                    .forEach(session::remove);
        });
        return rows;
    }

    @Entity(name = "Boss")
    static class Boss {
        static Consumer<Boss> updated = boss -> {};

        @Id
        @GeneratedValue
        Long id;

        String name;

        @ManyToOne(cascade = CascadeType.ALL)
        Clock clock;

        @ManyToOne(cascade = CascadeType.ALL)
        Calm calm;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "boss")
        List<Clock> clocks = new ArrayList<>();

        @PostUpdate
        void updated() {
            updated.accept(this);
        }
    }

    @Entity(name = "Calm")
    static class Calm {
        @Id
        @GeneratedValue
        Long id;

        @ElementCollection
        List<Integer> numbers = new ArrayList<>();

        Calm() {}

        Calm(List<Integer> numbers) {
            this.numbers = new ArrayList<>(numbers);
        }
    }

    @Entity(name = "Clock")
    @Access(AccessType.PROPERTY)
    public static class Clock {
        private Long id;

        @Id
        @GeneratedValue
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        @ElementCollection
        public List<Long> getReadings() {
            return new ArrayList<>(List.of(READINGS.incrementAndGet()));
        }

        public void setReadings(List<Long> readings) {
            // each reading is a new one
        }

        @ElementCollection
        @OrderColumn
        public List<Long> getOrdered() {
            return new ArrayList<>(List.of(READINGS.incrementAndGet()));
        }

        public void setOrdered(List<Long> readings) {
            // each reading is a new one
        }

        @ElementCollection
        public Map<String, Long> getByName() {
            return new HashMap<>(Map.of("now", READINGS.incrementAndGet()));
        }

        public void setByName(Map<String, Long> readings) {
            // each reading is a new one
        }

        @ElementCollection
        public Set<Long> getUnordered() {
            return Set.of(READINGS.incrementAndGet());
        }

        public void setUnordered(Set<Long> readings) {
            // each reading is a new one
        }
    }
}
