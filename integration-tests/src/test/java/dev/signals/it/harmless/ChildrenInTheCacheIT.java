package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.MemoryCache;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Children whose identifier is their parent, and that are kept in the second-level cache: Hibernate looks into the cache to find out
 * whether they are new, by a key that there is none of before the parent has its identifier.
 */
@OnEveryDatabase
class ChildrenInTheCacheIT {

    @Entity(name = "Kennel")
    static class Kennel {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToMany(mappedBy = "kennel", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Puppy> puppies = new ArrayList<>();

        @OneToOne(mappedBy = "kennel", cascade = CascadeType.ALL)
        Guard guard;
    }

    @Entity(name = "Puppy")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Puppy {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Kennel kennel;

        @Id
        int number;
    }

    @Entity(name = "Guard")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Guard {
        @Id
        @OneToOne(fetch = FetchType.LAZY)
        Kennel kennel;
    }

    private final SameWork same;
    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.Looks");

    ChildrenInTheCacheIT(Database database) {
        same = SameWork.of(database, MemoryCache.settings(), Kennel.class, Puppy.class, Guard.class);
    }

    @AfterEach
    void close() {
        try (same;
                log) {
            same.assertAll();
        }
    }

    @Test
    void newChildrenOfANewParentAreAnnounced() {
        areAnnounced((session, kennel) -> {
            Kennel other = new Kennel();
            fill(other);
            session.persist(other);
            return other;
        });
    }

    @Test
    void newChildrenOfANewParentThatTheFlushComesToAreAnnounced() {
        areAnnounced((session, kennel) -> {
            Kennel other = new Kennel();
            session.persist(other);
            fill(other);
            return other;
        });
    }

    @Test
    void newChildrenOfALoadedParentAreAnnounced() {
        areAnnounced((session, kennel) -> {
            fill(kennel);
            return kennel;
        });
    }

    @Test
    void aChildOfAParentThatIsNeverSavedFailsAsWithoutReceivers() {
        same.compare("a child alone", factory -> {
            Puppy puppy = new Puppy();
            puppy.kennel = new Kennel();
            factory.inTransaction(session -> session.persist(puppy));
            return "persisted";
        });
        assertThat(log.errors()).isEmpty();
    }

    private void areAnnounced(BiFunction<Session, Kennel, Kennel> work) {
        for (Listening listening : Listening.values()) {
            EventLog events = new EventLog();
            SameWork.Outcome outcome = same.compare("children", listening, events, factory -> {
                Long id = saved(factory);
                events.clear();
                factory.inTransaction(session -> work.apply(session, session.find(Kennel.class, id)));
                return "done";
            });

            same.assertions().assertThat(outcome.failure()).isEmpty();
            if (listening == Listening.PRE_SAVE || listening == Listening.EVERYTHING) {
                same.assertions().assertThat(events.lines()).contains("pre_save Puppy new", "pre_save Guard new");
            }
        }
        assertThat(log.errors()).isEmpty();
    }

    private static Long saved(TestFactory factory) {
        Kennel kennel = new Kennel();
        factory.inTransaction(session -> session.persist(kennel));
        return kennel.id;
    }

    private static void fill(Kennel kennel) {
        Puppy puppy = new Puppy();
        puppy.kennel = kennel;
        kennel.puppies.add(puppy);
        kennel.guard = new Guard();
        kennel.guard.kennel = kennel;
    }
}
