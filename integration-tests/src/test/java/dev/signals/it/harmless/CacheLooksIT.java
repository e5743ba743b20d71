package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.MemoryCache;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks into the second-level cache before a query that has an entity among its parameters. */
class CacheLooksIT {

    private final SameWork same = SameWork.of(Database.H2, MemoryCache.settings(), Planet.class, Comet.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void thereIsNoneWhileTheSessionManagesNothing() {
        compare(EnumSet.allOf(Listening.class), CacheLooksIT::query);
    }

    @Test
    void thereIsNoneMoreIfNothingManagedHasReceiversBeforeAFlush() {
        compare(Set.of(Listening.POST_SAVE, Listening.POST_DELETE), (session, sun) -> {
            session.find(Comet.class, 1L);
            query(session, sun);
        });
    }

    private static void query(Session session, Planet sun) {
        session.createSelectionQuery("from Planet where around = :sun", Planet.class)
                .setParameter("sun", sun)
                .getResultList();
    }

    private void compare(Set<Listening> listenings, BiConsumer<Session, Planet> work) {
        same.compare("looks", listenings, factory -> {
            Planet sun = new Planet();
            factory.inTransaction(session -> {
                session.persist(sun);
                session.persist(new Comet());
            });
            int[] looks = {0};
            factory.inTransaction(session -> {
                session.addEventListeners(new SessionEventListener() {
                    @Override
                    public void cacheGetEnd(boolean hit) {
                        looks[0]++;
                    }
                });
                work.accept(session, sun);
            });
            factory.inTransaction(session -> {
                session.remove(session.find(Planet.class, sun.id));
                session.remove(session.find(Comet.class, 1L));
            });
            return looks[0];
        });
    }

    @Entity(name = "Planet")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Planet {
        /** Another for each, because the cache remembers for a while that a row has been deleted. */
        @Id
        UUID id = UUID.randomUUID();

        @ManyToOne
        @Nullable
        Planet around;
    }

    @Entity(name = "Comet")
    static class Comet {
        @Id
        long id = 1;
    }
}
