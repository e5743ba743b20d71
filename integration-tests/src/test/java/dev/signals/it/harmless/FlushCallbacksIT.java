package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the callbacks of a flush leave in entities Hibernate writes at the next one, if there is any. Receivers that only read are no
 * reason for it, and each callback is called as often as without them.
 */
@OnEveryDatabase
class FlushCallbacksIT {

    private final Counting counting = new Counting();
    private final SameWork same;

    FlushCallbacksIT(Database database) {
        same = SameWork.of(
                database,
                Map.of("hibernate.session_factory.interceptor", counting),
                Note.class,
                Diary.class,
                Page.class,
                Owner.class,
                Profile.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void whatACallbackOfTheEntityLeavesIsNotWritten() {
        compareAll(Note::new);
    }

    @Test
    void whatAnEntityListenerLeavesIsNotWritten() {
        compareAll(Diary::new);
    }

    @Test
    void whatAListenerOfHibernateLeavesIsNotWritten() {
        same.eachFactory(FlushCallbacksIT::appendListeners);

        compareAll(Page::new);
    }

    @Test
    void whatAnInterceptorLeavesAfterTheFlushIsNotWritten() {
        counting.afterFlush = FlushCallbacksIT::mark;

        compareAll(Page::new);
    }

    @Test
    void whatAnInterceptorSetsInTheFlushIsWrittenOnce() {
        counting.sets = true;

        compareAll(Page::new);
    }

    @Test
    @EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
    void anAttributeOfAReferenceIsSetWithoutLoadingIt() {
        same.compare("set", factory -> {
            long before = factory.count("Profile");
            Owner owner = new Owner();
            factory.inTransaction(session -> session.persist(owner));
            factory.inTransaction(
                    session -> session.getReference(Owner.class, owner.id).setName("b"));
            return factory.count("Profile") - before;
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
    void aReferenceThatIsFlushedTwiceByTheApplicationIsWhatItIsWithoutReceivers() {
        same.compare("flushed", factory -> {
            long before = factory.count("Profile");
            Owner owner = new Owner();
            factory.inTransaction(session -> session.persist(owner));
            factory.inTransaction(session -> {
                session.getReference(Owner.class, owner.id).setName("b");
                session.flush();
                session.flush();
            });
            return factory.count("Profile") - before;
        });
    }

    private void compareAll(Supplier<? extends Text> maker) {
        compare("only persisted", maker, (session, text) -> {});
        compare("refreshed", maker, Session::refresh);
        compare("changed", maker, (session, text) -> text.name = "b");
        compare("changed and flushed", maker, (session, text) -> {
            text.name = "b";
            session.flush();
        });
        compare("changed and flushed twice", maker, (session, text) -> {
            text.name = "b";
            session.flush();
            text.name = "c";
            session.flush();
        });
        compare("changed and queried", maker, (session, text) -> {
            text.name = "b";
            assertThat(session.createSelectionQuery("from " + table(text), text.getClass())
                            .getResultList())
                    .isNotEmpty();
        });
        compare("removed", maker, Session::remove);
        compare("another one persisted", maker, (session, text) -> session.persist(maker.get()));
    }

    private void compare(String name, Supplier<? extends Text> maker, BiConsumer<Session, Text> edit) {
        same.compare(name, factory -> {
            counting.calls.clear();
            Text text = maker.get();
            factory.inTransaction(session -> session.persist(text));
            factory.inTransaction(session -> edit.accept(session, session.find(text.getClass(), text.id)));
            return "calls " + counting.calls + ", rows " + rows(factory, text);
        });
    }

    private static String rows(TestFactory factory, Text text) {
        return factory
                .fromTransaction(session -> session.createNativeQuery(
                                "select marks, version from " + table(text) + " where id >= :id order by id",
                                Object[].class)
                        .setParameter("id", text.id)
                        .getResultList())
                .stream()
                .map(Arrays::toString)
                .reduce("", String::concat);
    }

    private static String table(Text text) {
        return text.getClass().getSimpleName();
    }

    private static void appendListeners(TestFactory factory) {
        EventListenerRegistry listeners =
                factory.sessionFactory().unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, (PostInsertEventListener) event -> mark(event.getEntity()));
        listeners.appendListeners(EventType.POST_UPDATE, (PostUpdateEventListener) event -> mark(event.getEntity()));
    }

    private static void mark(Object entity) {
        ((Text) entity).marks++;
    }

    /** Counts its calls, and does what a test asks for. */
    private static final class Counting implements Interceptor {

        private final Map<String, Integer> calls = new TreeMap<>();
        private Consumer<Object> afterFlush = entity -> {};
        private boolean sets;

        private void count(String call) {
            calls.merge(call, 1, Integer::sum);
        }

        @Override
        public void preFlush(Iterator<Object> entities) {
            count("preFlush");
        }

        @Override
        public void postFlush(Iterator<Object> entities) {
            count("postFlush");
            entities.forEachRemaining(afterFlush);
        }

        @Override
        public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            count("onPersist");
            return false;
        }

        @Override
        public boolean onFlushDirty(
                Object entity, Object id, Object[] current, Object[] previous, String[] names, Type[] types) {
            count("onFlushDirty");
            int marks = Arrays.asList(names).indexOf("marks");
            if (sets) {
                current[marks] = (int) current[marks] + 1;
            }
            return sets;
        }

        @Override
        public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
            count("onRemove");
        }
    }

    /** Counts the marks that callbacks make. */
    @MappedSuperclass
    abstract static class Text {
        @Id
        @GeneratedValue
        Long id;

        String name = "a";

        int marks;

        @Version
        int version;
    }

    @Entity(name = "Page")
    static class Page extends Text {}

    @Entity(name = "Note")
    static class Note extends Text {

        @PrePersist
        @PreUpdate
        void before() {
            marks += 10;
        }

        @PostPersist
        @PostUpdate
        void after() {
            marks++;
        }
    }

    @Entity(name = "Diary")
    @EntityListeners(Marking.class)
    static class Diary extends Text {}

    public static class Marking {

        @PostPersist
        @PostUpdate
        void after(Text text) {
            text.marks++;
        }
    }

    @Entity(name = "Owner")
    @DynamicUpdate
    static class Owner {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToOne(cascade = CascadeType.PERSIST, orphanRemoval = true, fetch = FetchType.LAZY)
        Profile profile = new Profile();

        void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        @GeneratedValue
        Long id;
    }
}
