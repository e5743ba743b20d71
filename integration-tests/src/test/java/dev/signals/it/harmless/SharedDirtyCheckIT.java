package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The flush does not compare again what the inspection before it has found unchanged. So whatever may change an entity in
 * between has to be noticed, and the change has to be written as without the library.
 */
@OnEveryDatabase
class SharedDirtyCheckIT {

    private static final int LAST = 5;

    private final Interloper between = new Interloper();
    private final Database database;
    private @Nullable SameWork same;

    SharedDirtyCheckIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        try (SameWork work = same) {
            if (work != null) {
                work.assertAll();
            }
        }
    }

    @Test
    void whatACallbackOfAnUpdateChangesInALaterEntityIsWritten() {
        compare(Map.of(), "update", (session, crates) -> {
            crates.get(0).note = "changed";
            crates.get(0).onUpdate = () -> crates.get(LAST).note = "by callback";
        });
    }

    @Test
    void whatACallbackOfAnUpdateChangesInAnEarlierEntityIsAsWithoutTheLibrary() {
        compare(Map.of(), "update of the last", (session, crates) -> {
            crates.get(LAST).note = "changed";
            crates.get(LAST).onUpdate = () -> crates.get(0).note = "by callback";
        });
    }

    @Test
    void whatACallbackOfAReachedEntityChangesIsWritten() {
        compare(Map.of(), "persist in the flush", (session, crates) -> {
            Crate reached = new Crate(77);
            reached.onPersist = () -> crates.get(LAST).note = "by callback";
            crates.get(0).parts.add(reached);
            reached.whole = crates.get(0);
        });
    }

    @Test
    void whatACallbackOfAnOrphanChangesIsWritten() {
        compare(Map.of(), "orphan", (session, crates) -> {
            Crate part = new Crate(78);
            part.whole = crates.get(0);
            crates.get(0).parts.add(part);
            session.flush();
            part.onRemove = () -> crates.get(LAST).note = "by callback";
            crates.get(0).parts.remove(part);
        });
    }

    @Test
    void whatAnInterceptorChangesBeforeTheFlushIsWritten() {
        compare(Map.of("hibernate.session_factory.interceptor", between), "interceptor", this::changesLastBetween);
    }

    @Test
    void whatAListenerOfTheSessionChangesWhenTheFlushBeginsIsWritten() {
        Map<String, Object> settings = Map.of("hibernate.session.events.auto", Interloper.FlushStart.class.getName());
        compare(
                settings,
                "session event",
                (session, crates) -> Interloper.FlushStart.CHANGE.set(() -> crates.get(LAST).note = "late"));
        Interloper.FlushStart.CHANGE.remove();
    }

    @Test
    void whatAnotherListenerOfTheFlushChangesIsWritten() {
        prepare(Map.of())
                .eachFactory(factory ->
                        insertBeforeHibernates(group(factory, EventType.FLUSH), new Interloper.OnFlush(between)));
        compare("flush listener", this::changesLastBetween);
    }

    @Test
    void whatAnotherListenerOfTheCascadeChangesIsWritten() {
        prepare(Map.of())
                .eachFactory(factory ->
                        group(factory, EventType.PERSIST_ONFLUSH).appendListener(new Interloper.OnPersist(between)));
        compare("cascade listener", (session, crates) -> {
            Crate part = new Crate(79);
            part.whole = crates.get(0);
            crates.get(0).parts.add(part);
            session.flush();
            changesLastBetween(session, crates);
        });
    }

    @Test
    void whatAnotherListenerOfEachEntityChangesIsWritten() {
        prepare(Map.of())
                .eachFactory(factory ->
                        group(factory, EventType.FLUSH_ENTITY).prependListener(new Interloper.OnEntity(between)));
        compare("entity listener", this::changesLastBetween);
    }

    @Test
    void anIdentifierThatWasAlteredIsRefused() {
        compare(Map.of(), "identifier", (session, crates) -> crates.get(LAST).id = 4711);
    }

    @Test
    void aValueThatNeverEqualsItselfIsWrittenByEachFlush() {
        compare(Map.of(), "never equal", (session, crates) -> {
            Odd odd = new Odd();
            session.persist(odd);
            session.flush();
            session.flush();
        });
    }

    @Test
    void aCollectionOfAnUnchangedEntityIsWritten() {
        compare(
                Map.of(),
                "collection",
                (session, crates) -> crates.get(2).labels.add("fragile"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "an enhanced entity knows itself what has been set, and Hibernate asks it")
    void anUnchangedEntityIsComparedOnce(boolean withTimeline) {
        Map<String, ?> settings = Map.of(SignalSettings.TIMELINE, withTimeline);
        try (TestFactory factory = TestFactory.of(database, settings, Counted.class)) {
            factory.inTransaction(session -> session.persist(new Counted()));
            factory.signals().preSave().connect(Counted.class, event -> {});
            factory.inTransaction(session -> {
                session.createSelectionQuery("from Counted", Counted.class).getResultList();
                CountedText.COMPARISONS.set(0);
                session.flush();
                assertThat(CountedText.COMPARISONS).hasValue(1);
            });
        }
    }

    private void changesLastBetween(Session session, List<Crate> crates) {
        between.change = () -> crates.get(LAST).note = "in between";
    }

    private SameWork prepare(Map<String, ?> settings) {
        same = SameWork.of(database, settings, Crate.class, Odd.class);
        return same;
    }

    private void compare(Map<String, ?> settings, String name, BiConsumer<Session, List<Crate>> work) {
        prepare(settings);
        compare(name, work);
    }

    /** Does the work in a session that manages some crates, and tells their notes afterwards. */
    private void compare(String name, BiConsumer<Session, List<Crate>> work) {
        Objects.requireNonNull(same).compare(name, factory -> {
            try {
                return notesAfter(factory, work);
            } finally {
                between.change = () -> {};
                factory.inTransaction(SharedDirtyCheckIT::deleteAll);
            }
        });
    }

    private List<String> notesAfter(TestFactory factory, BiConsumer<Session, List<Crate>> work) {
        factory.inTransaction(session -> {
            for (int i = 0; i <= LAST; i++) {
                session.persist(new Crate(i));
            }
        });
        factory.inTransaction(session -> {
            List<Crate> crates = session.createSelectionQuery("from Crate order by id", Crate.class)
                    .getResultList();
            work.accept(session, crates);
            session.flush();
            between.change = () -> {};
            session.createSelectionQuery("from Crate where id < 0", Crate.class).getResultList();
        });
        return factory.fromTransaction(
                session -> session.createSelectionQuery("select note from Crate order by id", String.class)
                        .getResultList());
    }

    private static void deleteAll(Session session) {
        session.createMutationQuery("delete from Odd").executeUpdate();
        session.createNativeQuery("delete from Crate_labels", Object.class).executeUpdate();
        session.createMutationQuery("delete from Crate where whole is not null").executeUpdate();
        session.createMutationQuery("delete from Crate").executeUpdate();
    }

    private static <T> EventListenerGroup<T> group(TestFactory factory, EventType<T> type) {
        return factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .getEventListenerGroup(type);
    }

    /** Puts a listener directly before the one that flushes. */
    @SuppressWarnings("deprecation")
    private static void insertBeforeHibernates(
            EventListenerGroup<FlushEventListener> group, FlushEventListener listener) {
        List<FlushEventListener> all = new ArrayList<>();
        group.listeners().forEach(all::add);
        int place = 0;
        while (!all.get(place).getClass().getName().startsWith("org.hibernate.")) {
            place++;
        }
        all.add(place, listener);
        group.clearListeners();
        all.forEach(group::appendListener);
    }

    @Entity(name = "Crate")
    static class Crate {

        @Id
        int id;

        String note = "as it was";

        @ElementCollection
        @CollectionTable(name = "Crate_labels")
        List<String> labels = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Crate whole;

        @OneToMany(mappedBy = "whole", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Crate> parts = new ArrayList<>();

        @Transient
        Runnable onUpdate = () -> {};

        @Transient
        Runnable onPersist = () -> {};

        @Transient
        Runnable onRemove = () -> {};

        Crate() {}

        Crate(int id) {
            this.id = id;
        }

        @PreUpdate
        void beforeUpdate() {
            onUpdate.run();
        }

        @PrePersist
        void beforePersist() {
            onPersist.run();
        }

        @PreRemove
        void beforeRemove() {
            onRemove.run();
        }
    }

    @Entity(name = "Odd")
    static class Odd {
        @Id
        int id = 1;

        @Convert(converter = UnequalText.ToText.class)
        @Column(name = "shown")
        UnequalText text = new UnequalText();
    }

    /** A text that equals nothing, not even itself. */
    static final class UnequalText {

        @Override
        @SuppressWarnings({"EqualsHashCode", "BadEquals"})
        public boolean equals(@Nullable Object other) {
            return false;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Converter
        public static final class ToText implements AttributeConverter<UnequalText, String> {

            @Override
            public String convertToDatabaseColumn(UnequalText text) {
                return "text";
            }

            @Override
            public UnequalText convertToEntityAttribute(String column) {
                return new UnequalText();
            }
        }
    }

    @Entity(name = "Counted")
    static class Counted {
        @Id
        int id = 1;

        @Convert(converter = CountedText.ToText.class)
        @Column(name = "shown")
        CountedText text = new CountedText();
    }

    /** A text that counts how often it is compared. */
    static final class CountedText {

        private static final AtomicInteger COMPARISONS = new AtomicInteger();

        @Override
        public boolean equals(@Nullable Object other) {
            COMPARISONS.incrementAndGet();
            return other instanceof CountedText;
        }

        @Override
        public int hashCode() {
            return 2;
        }

        @Converter
        public static final class ToText implements AttributeConverter<CountedText, String> {

            @Override
            public String convertToDatabaseColumn(CountedText text) {
                return "text";
            }

            @Override
            public CountedText convertToEntityAttribute(String column) {
                return new CountedText();
            }
        }
    }
}
