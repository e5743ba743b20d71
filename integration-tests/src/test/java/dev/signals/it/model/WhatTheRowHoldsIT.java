package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The new values of POST_SAVE and CHANGED are what the row holds, whoever has set it, and nothing else. */
@OnEveryDatabase
class WhatTheRowHoldsIT {

    private final TestFactory factory;
    private final Map<String, Map<String, Object>> announced = new LinkedHashMap<>();

    WhatTheRowHoldsIT(Database database) {
        factory = TestFactory.of(
                database, Map.of("hibernate.entity_dirtiness_strategy", new OnlyTitles()), Letter.class, Sheet.class);
    }

    @BeforeEach
    void copyWhatIsAnnounced() {
        FactorySignals signals = factory.signals();
        signals.postSave().connect(event -> apply("post_save", event.changes()), ModelSignals.afterCommit());
        signals.changed().connect(event -> apply("changed", event.changes()));
    }

    private void apply(String signal, Changes changes) {
        Map<String, Object> copy = announced.computeIfAbsent(signal, none -> new LinkedHashMap<>());
        for (Change change : changes) {
            copy.put(change.attribute(), change.newValue());
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aTimeOfCreationStaysWhenTheSameFlushWritesTheRowAgain() {
        Letter letter = saved(new Letter(1, "a"));

        isAnnounced("created", letter.created);
        assertThat(letter.created).isNotNull();
    }

    @Test
    void aTimeOfUpdateOfTheSameFlushIsPartOfTheSave() {
        Letter letter = saved(new Letter(1, "a"));

        isAnnounced("updated", letter.updated);
    }

    @Test
    void aTimeOfUpdateThatACollectionCausesIsPartOfAnEarlierSaveOfTheFlush() {
        Sheet sheet = new Sheet(1);
        factory.inTransaction(session -> {
            session.persist(sheet);
            sheet.lines = null;
        });

        isAnnounced("updated", row(Sheet.class).updated);
    }

    @Test
    void aTimeOfUpdateThatACollectionCausesIsPartOfAnEarlierSaveOfTheTransaction() {
        Sheet sheet = new Sheet(1);
        factory.inTransaction(session -> {
            session.persist(sheet);
            session.flush();
            sheet.lines = null;
        });

        assertThat(announced.get("changed")).containsEntry("updated", row(Sheet.class).updated);
    }

    @Test
    void aTimeOfUpdateThatOnlyACollectionCausesIsNoSave() {
        Sheet sheet = new Sheet(1);
        factory.inTransaction(session -> session.persist(sheet));
        announced.clear();

        factory.inTransaction(session -> session.find(Sheet.class, 1L).lines = null);

        assertThat(announced).isEmpty();
    }

    @Test
    void whatTheDatabaseSetsIsAmongTheChangesOfANewRow() {
        Sheet sheet = new Sheet(1);
        factory.inTransaction(session -> {
            session.persist(sheet);
            sheet.lines.add("a");
        });

        isAnnounced("state", "new");
        assertThat(row(Sheet.class).state).isEqualTo("new");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate asks no strategy about an entity that tracks itself")
    void whatADynamicUpdateLeavesOutHasNotChanged() {
        saved(new Letter(1, "a"));
        announced.clear();

        factory.inTransaction(session -> {
            Letter letter = session.find(Letter.class, 1L);
            letter.title = "b";
            letter.pages = 7;
        });

        isAnnounced("title", "b");
        assertThat(row(Letter.class).pages).isZero();
        assertThat(announced.values()).allSatisfy(copy -> assertThat(copy).doesNotContainKey("pages"));
    }

    @Test
    void whatCannotBeUpdatedStaysAsItWasInserted() {
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            Sheet sheet = new Sheet(1);
            sheet.place = "Rome";
            session.insert(sheet);
            sheet.place = "Oslo";
            session.update(sheet);
            session.getTransaction().commit();
        }

        assertThat(announced.get("changed")).containsEntry("place", "Rome");
        assertThat(row(Sheet.class).place).isEqualTo("Rome");
    }

    private Letter saved(Letter letter) {
        factory.inTransaction(session -> session.persist(letter));
        return row(Letter.class);
    }

    private <T> T row(Class<T> type) {
        return factory.fromTransaction(session -> session.find(type, 1L));
    }

    private void isAnnounced(String attribute, @Nullable Object value) {
        assertThat(announced.keySet()).containsExactlyInAnyOrder("post_save", "changed");
        assertThat(announced.values()).allSatisfy(copy -> assertThat(copy).containsEntry(attribute, value));
    }

    @Entity(name = "Letter")
    @DynamicUpdate
    static class Letter {

        @Id
        long id;

        String title;

        int pages;

        /** Has no {@code equals}, so that each flush writes it. */
        @Convert(converter = SealConverter.class)
        Seal seal = new Seal();

        @CreationTimestamp
        Instant created;

        @UpdateTimestamp
        Instant updated;

        Letter() {}

        Letter(long id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "Sheet")
    static class Sheet {

        @Id
        long id;

        @ElementCollection
        List<String> lines = new ArrayList<>();

        @UpdateTimestamp
        Instant updated;

        @Generated(event = EventType.INSERT)
        @ColumnDefault("'new'")
        String state;

        @Column(updatable = false)
        String place;

        Sheet() {}

        Sheet(long id) {
            this.id = id;
        }
    }

    static final class Seal {}

    static class SealConverter implements AttributeConverter<Seal, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Seal seal) {
            return seal == null ? null : "seal";
        }

        @Override
        public @Nullable Seal convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : new Seal();
        }
    }

    /** Takes nothing but the title of a letter for dirty once it has one that is not its first. */
    private static final class OnlyTitles implements CustomEntityDirtinessStrategy {

        @Override
        public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
            return entity instanceof Letter letter && "b".equals(letter.title);
        }

        @Override
        public boolean isDirty(Object entity, EntityPersister persister, Session session) {
            return true;
        }

        @Override
        public void resetDirty(Object entity, EntityPersister persister, Session session) {}

        @Override
        public void findDirty(
                Object entity, EntityPersister persister, Session session, DirtyCheckContext dirtyCheckContext) {
            dirtyCheckContext.doDirtyChecking(attribute -> attribute.getName().equals("title"));
        }
    }
}
