package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCollections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SecondaryRow;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a statement that leaves a value of the instance out, Hibernate takes that value for the one of the row. The states of
 * later events have what the row holds.
 */
@ParameterizedClass
@ValueSource(
        classes = {
            LeftOutValuesIT.NotUpdatable.class,
            LeftOutValuesIT.NotUpdatableInSubclass.class,
            LeftOutValuesIT.NotUpdatableEmbeddable.class,
            LeftOutValuesIT.NotUpdatableReference.class,
            LeftOutValuesIT.CreatedAt.class,
            LeftOutValuesIT.OfAnotherTable.class,
            LeftOutValuesIT.HiddenByInterceptor.class,
            LeftOutValuesIT.NotInsertable.class
        })
class LeftOutValuesIT {

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id = 1L;

        private String text = "text";

        @ElementCollection
        private List<String> words = new ArrayList<>();

        @Version
        private int version;

        void setText(String text) {
            this.text = text;
        }

        void addWord(String word) {
            words.add(word);
        }

        /** Sets the attribute "kept". */
        abstract void setAnother(Session session);
    }

    @Entity(name = "NotUpdatable")
    static class NotUpdatable extends Base {
        @Column(updatable = false)
        private String kept = "kept";

        @Override
        void setAnother(Session session) {
            this.kept = "another";
        }
    }

    @Entity(name = "Joined")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Joined extends Base {}

    @Entity(name = "NotUpdatableInSubclass")
    static class NotUpdatableInSubclass extends Joined {
        @Column(updatable = false)
        private String kept = "kept";

        @Override
        void setAnother(Session session) {
            this.kept = "another";
        }
    }

    @Embeddable
    record Part(@Column(updatable = false) String one) {}

    @Entity(name = "NotUpdatableEmbeddable")
    static class NotUpdatableEmbeddable extends Base {
        private Part kept = new Part("kept");

        @Override
        void setAnother(Session session) {
            this.kept = new Part("another");
        }
    }

    @Entity(name = "NotUpdatableReference")
    static class NotUpdatableReference extends Base {
        @ManyToOne
        @JoinColumn(updatable = false)
        private @Nullable NotUpdatable kept;

        @Override
        void setAnother(Session session) {
            this.kept = session.find(NotUpdatable.class, 7L);
        }
    }

    @Entity(name = "CreatedAt")
    @DynamicUpdate
    static class CreatedAt extends Base {
        @CreationTimestamp
        private LocalDateTime kept;

        @Override
        void setAnother(Session session) {
            this.kept = LocalDateTime.of(2001, 2, 3, 4, 5);
        }
    }

    @Entity(name = "OfAnotherTable")
    @SecondaryTable(name = "others")
    @SecondaryRow(table = "others", owned = false)
    static class OfAnotherTable extends Base {
        @Column(table = "others")
        private @Nullable String kept;

        @Override
        void setAnother(Session session) {
            this.kept = "another";
        }
    }

    @Entity(name = "HiddenByInterceptor")
    @DynamicUpdate
    static class HiddenByInterceptor extends Base {
        private String kept = "kept";

        @Override
        void setAnother(Session session) {
            this.kept = "another";
        }
    }

    @Entity(name = "NotInsertable")
    @DynamicUpdate
    static class NotInsertable extends Base {
        @Column(insertable = false)
        private @Nullable String kept;

        @Override
        void setAnother(Session session) {
            this.kept = "another";
        }
    }

    private final Class<? extends Base> type;
    private final TestFactory factory;
    private final Set<@Nullable Object> states = new LinkedHashSet<>();
    private @Nullable Object row;

    LeftOutValuesIT(Class<? extends Base> type) {
        this.type = type;
        Class<?>[] classes =
                type == NotUpdatable.class ? new Class<?>[] {type} : new Class<?>[] {type, NotUpdatable.class};
        if (type == NotUpdatableInSubclass.class) {
            classes = new Class<?>[] {type, Joined.class};
        }
        this.factory =
                TestFactory.of(Database.H2, Map.of("hibernate.session_factory.interceptor", new NotDirty()), classes);
    }

    @BeforeEach
    void save() throws ReflectiveOperationException {
        if (type == NotUpdatableReference.class) {
            NotUpdatable other = new NotUpdatable();
            other.id = 7L;
            factory.saved(other);
        }
        if (type != NotInsertable.class) { // The others are left out by an UPDATE.
            factory.saved(type.getDeclaredConstructor().newInstance());
            row = row();
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theSecondSaveOfASessionHasTheRow() {
        factory.signals().postSave().connect(type, event -> states.add(state(event.state())));

        factory.inTransaction(session -> {
            Base entity = leaveOut(session);
            entity.setText("second");
            session.flush();
            entity.setText("third");
        });

        assertThatStatesAreThoseOfTheRow();
    }

    @Test
    void aSaveAfterTheFlushOfACollectionHasTheRow() {
        factory.signals().postSave().connect(type, event -> states.add(state(event.state())));

        factory.inTransaction(session -> {
            Base entity = leaveOut(session);
            entity.addWord("word");
            session.flush();
            entity.setText("second");
        });

        assertThatStatesAreThoseOfTheRow();
    }

    @Test
    void aDeletionAfterASaveHasTheRow() {
        factory.signals().preDelete().connect(type, event -> states.add(state(event.deletedState())));
        factory.signals().postDelete().connect(type, event -> states.add(state(event.deletedState())));

        factory.inTransaction(session -> session.remove(leaveOut(session)));

        assertThat(states).containsExactly(row);
    }

    @Test
    void aDeletionAfterTheFlushOfACollectionHasTheRow() {
        factory.signals().preDelete().connect(type, event -> states.add(state(event.deletedState())));

        factory.inTransaction(session -> {
            Base entity = leaveOut(session, "text");
            entity.addWord("word");
            session.flush();
            session.remove(entity);
        });

        assertThat(states).containsExactly(row);
    }

    @Test
    void theNetChangesOfTheNextTransactionsHaveTheRow() {
        factory.signals().changed().connect(type, event -> states.add(state(event.state())), includingCollections());

        try (Session session = factory.sessionFactory().openSession()) {
            Base entity = inTransaction(session, () -> leaveOut(session));
            inTransaction(session, () -> entity.setText("second"));
            inTransaction(session, () -> entity.addWord("word"));
            inTransaction(session, () -> session.remove(entity));
        }

        assertThat(states).containsExactly(row);
    }

    @Test
    void aSaveAfterAQuietUpdateHasTheRow() {
        factory.signals().postSave().connect(type, event -> states.add(state(event.state())));

        factory.inTransaction(session -> {
            Base entity = leaveOut(session);
            QuietUpdate.of(session, entity).set("text", "quiet").execute();
            entity.setText("second");
        });

        assertThatStatesAreThoseOfTheRow();
    }

    @Test
    void aSaveAfterARefreshHasTheRow() {
        factory.signals().postSave().connect(type, event -> states.add(state(event.state())));

        factory.inTransaction(session -> {
            Base entity = leaveOut(session);
            session.refresh(entity);
            entity.setText("second");
        });

        assertThatStatesAreThoseOfTheRow();
    }

    @Test
    void whatIsLeftOutIsNoChange() {
        Set<String> told = new LinkedHashSet<>();
        if (type != HiddenByInterceptor.class && type != OfAnotherTable.class) { // which Hibernate may find dirty
            factory.signals()
                    .preSave()
                    .connect(type, event -> told.addAll(event.changes().attributes()));
        }
        factory.signals()
                .postSave()
                .connect(type, event -> told.addAll(event.changes().attributes()));
        factory.signals()
                .changed()
                .connect(type, event -> told.addAll(event.changes().attributes()));

        try (Session session = factory.sessionFactory().openSession()) {
            Base entity = inTransaction(session, () -> leaveOut(session));
            inTransaction(session, () -> entity.setText("second"));
        }

        assertThat(told).containsExactly("text");
    }

    private Base leaveOut(Session session) {
        return leaveOut(session, "first");
    }

    /** Lets a flush leave out a value of an entity, and sets its text, which is "text" before. */
    private Base leaveOut(Session session, String text) {
        Base entity = type == NotInsertable.class ? new NotInsertable() : session.find(type, 1L);
        entity.setAnother(session);
        session.persist(entity);
        entity.setText(text);
        session.flush();
        return entity;
    }

    private void assertThatStatesAreThoseOfTheRow() {
        assertThat(states).containsExactly(row);
        assertThat(row()).isEqualTo(row);
    }

    private @Nullable Object row() {
        String kept = type == NotUpdatableReference.class ? "kept.id" : "kept";
        String query = "select " + kept + " from " + type.getSimpleName();
        return factory.fromTransaction(
                session -> session.createSelectionQuery(query, Object.class).getSingleResultOrNull());
    }

    private static @Nullable Object state(Map<String, @Nullable Object> state) {
        assertThat(state).containsKey("kept");
        return state.get("kept");
    }

    private static void inTransaction(Session session, Runnable work) {
        inTransaction(session, () -> {
            work.run();
            return session;
        });
    }

    private static <R> R inTransaction(Session session, Supplier<R> work) {
        session.beginTransaction();
        R result = work.get();
        session.getTransaction().commit();
        return result;
    }

    /** Does not find dirty what is kept. */
    static class NotDirty implements Interceptor {
        @Override
        @SuppressWarnings("NullAway") // without an answer, Hibernate compares itself
        public int[] findDirty(
                Object entity,
                Object id,
                @Nullable Object[] current,
                @Nullable Object @Nullable [] previous,
                String[] names,
                Type[] types) {
            return previous == null || !(entity instanceof HiddenByInterceptor)
                    ? null
                    : IntStream.range(0, current.length)
                            .filter(i -> !types[i].isCollectionType() && !names[i].equals("kept"))
                            .filter(i -> !Objects.equals(current[i], previous[i]))
                            .toArray();
        }
    }
}
