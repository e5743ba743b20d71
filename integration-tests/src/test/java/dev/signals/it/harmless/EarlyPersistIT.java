package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * For M2M_CHANGED, new elements may be persisted before the flush. They are not if code of the application runs in the middle of the
 * cascades, as callbacks of them and of orphans, and listeners: what these change there, comes too late for owners that the cascades
 * have passed.
 */
@OnEveryDatabase
class EarlyPersistIT {

    private static Runnable inTheCallback = () -> {};

    private final SameWork same;

    EarlyPersistIT(Database database) {
        same = SameWork.of(database, Shop.class, Clerk.class, Before.class, After.class, Tag.class, Guest.class);
        same.eachFactory(factory -> factory.inTransaction(session -> {
            session.persist(new Shop(1));
            session.persist(new Shop(2));
        }));
    }

    @AfterEach
    void close() {
        inTheCallback = () -> {};
        try (same) {
            same.assertAll();
        }
    }

    private enum Deed {
        CLEARS_ORPHANS {
            @Override
            void in(Shop first) {
                first.clerks.clear();
            }
        },
        ADDS_A_CHILD {
            @Override
            void in(Shop first) {
                first.clerks.add(new Clerk());
            }
        },
        ADDS_AN_ELEMENT {
            @Override
            void in(Shop first) {
                first.after.add(new After());
            }
        },
        REFERS {
            @Override
            void in(Shop first) {
                first.head = new Clerk();
            }
        };

        abstract void in(Shop first);
    }

    @Test
    void aCallbackOfANewElementChangesAnotherOwner() {
        for (Deed deed : Deed.values()) {
            compare(deed + " before", deed, (session, shop) -> shop.before.add(new Before()));
            compare(deed + " after", deed, (session, shop) -> shop.after.add(new After()));
            compare(deed + " before a query", deed, (session, shop) -> {
                shop.before.add(new Before());
                session.createSelectionQuery("from Before", Before.class).getResultList();
            });
        }
    }

    @Test
    void aCallbackOfAnOrphanChangesAnotherOwner() {
        for (Deed deed : Deed.values()) {
            compare(deed + " for an orphan", deed, (session, shop) -> {
                shop.guests.clear();
                shop.tags.add(new Tag());
            });
            compare(deed + " for an orphan, before a query", deed, (session, shop) -> {
                shop.guests.clear();
                shop.tags.add(new Tag());
                session.createSelectionQuery("from Tag", Tag.class).getResultList();
            });
        }
    }

    @Test
    void aListenerChangesAnotherOwner() {
        for (EventType<?> type : Listener.TYPES) {
            Listener listener = new Listener();
            same.eachFactory(factory -> listener.listen(factory, type));
            for (Deed deed : Deed.values()) {
                compare(deed + " at " + type.eventName(), deed, (session, shop) -> {
                    shop.guests.clear();
                    shop.tags.add(new Tag());
                });
            }
            listener.isStopped = true;
        }
    }

    private static final class Listener
            implements PersistEventListener, DeleteEventListener, PreInsertEventListener, PostInsertEventListener {

        private static final long serialVersionUID = 1L;

        static final List<EventType<?>> TYPES =
                List.of(EventType.PERSIST_ONFLUSH, EventType.DELETE, EventType.PRE_INSERT, EventType.POST_INSERT);

        private boolean isStopped;

        @SuppressWarnings("unchecked")
        <T> void listen(TestFactory factory, EventType<T> type) {
            factory.sessionFactory()
                    .unwrap(SessionFactoryImplementor.class)
                    .getEventListenerRegistry()
                    .prependListeners(type, (T) this);
        }

        private void hear(Object entity) {
            if (!isStopped && (entity instanceof Tag || entity instanceof Guest)) {
                inTheCallback.run();
            }
        }

        @Override
        public void onPersist(PersistEvent event) {}

        @Override
        public void onPersist(PersistEvent event, PersistContext context) {
            hear(event.getObject());
        }

        @Override
        public void onDelete(DeleteEvent event) {}

        @Override
        public void onDelete(DeleteEvent event, DeleteContext context) {
            hear(event.getObject());
        }

        @Override
        public boolean onPreInsert(PreInsertEvent event) {
            hear(event.getEntity());
            return false;
        }

        @Override
        public void onPostInsert(PostInsertEvent event) {
            hear(event.getEntity());
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }

    private interface Change {
        void in(Session session, Shop second);
    }

    private void compare(String name, Deed deed, Change change) {
        same.compare(name, factory -> {
            boolean[] done = {false};
            try {
                factory.inTransaction(session -> {
                    Shop first = session.find(Shop.class, 1L);
                    Shop second = session.find(Shop.class, 2L);
                    first.clerks.add(new Clerk());
                    second.guests.add(new Guest());
                    session.flush();
                    inTheCallback = () -> {
                        if (!done[0]) {
                            done[0] = true;
                            deed.in(first);
                        }
                    };
                    change.in(session, second);
                    session.flush();
                    throw new RolledBack();
                });
                return "never";
            } catch (RolledBack expected) {
                return "flushed";
            } finally {
                inTheCallback = () -> {};
            }
        });
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Shop")
    static class Shop {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "shop")
        List<Clerk> clerks = new ArrayList<>();

        @ManyToOne(cascade = CascadeType.PERSIST)
        @Nullable
        Clerk head;

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<Before> before = new HashSet<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<After> after = new HashSet<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<Tag> tags = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "host")
        List<Guest> guests = new ArrayList<>();

        Shop() {}

        Shop(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Clerk")
    static class Clerk {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Before")
    static class Before {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @PrePersist
        void persisted() {
            inTheCallback.run();
        }
    }

    @Entity(name = "After")
    static class After {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @PostPersist
        void persisted() {
            inTheCallback.run();
        }
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Guest")
    static class Guest {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @PreRemove
        void removed() {
            inTheCallback.run();
        }
    }
}
