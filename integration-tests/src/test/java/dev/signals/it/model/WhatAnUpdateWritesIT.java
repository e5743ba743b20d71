package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static dev.signals.it.support.TestedHibernate.assumeThatStatelessSessionsAreTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Pages.Book;
import dev.signals.it.model.Pages.Label;
import dev.signals.it.model.Pages.Memo;
import dev.signals.it.model.Pages.OnlyTitles;
import dev.signals.it.model.Pages.Page;
import dev.signals.it.model.Pages.Parcel;
import dev.signals.it.model.Pages.Poll;
import dev.signals.it.model.Pages.Scroll;
import dev.signals.it.model.Pages.Work;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An UPDATE leaves out tables in which nothing is dirty, and more; POST_SAVE and CHANGED name what it has written, and all of that. */
@OnEveryDatabase
class WhatAnUpdateWritesIT {

    private static final String STRATEGY = "hibernate.entity_dirtiness_strategy";
    private static final String INTERCEPTOR = "hibernate.session_factory.interceptor";
    private final Database database;

    private final Map<String, Map<String, @Nullable Object>> copies = new TreeMap<>();

    private final List<String> saves = new ArrayList<>();

    private @Nullable TestFactory factory;

    WhatAnUpdateWritesIT(Database database) {
        this.database = database;
    }

    private TestFactory open(Map<String, ?> settings) {
        TestFactory opened = TestFactory.of(
                database,
                settings,
                Page.class,
                Work.class,
                Book.class,
                Poll.class,
                Scroll.class,
                Label.class,
                Memo.class,
                Parcel.class);
        factory = opened;
        FactorySignals signals = opened.signals();
        signals.postSave().connect(event -> apply("post_save", event, event.changes()), ModelSignals.afterCommit());
        signals.changed().connect(event -> apply("changed", event, event.changes()));
        signals.postSave().connect(event -> saves.add(event.entityName().replaceFirst(".*[.$]", "")));
        return opened;
    }

    private void apply(String signal, ModelEvent<?> event, Changes changes) {
        Map<String, @Nullable Object> copy = copies.computeIfAbsent(signal, none -> new TreeMap<>());
        for (Change change : changes) {
            copy.put(change.attribute(), change.newValue());
        }
    }

    @AfterEach
    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "signals.test.enhanced", matches = "true", disabledReason = "asks no strategy")
    void aSecondaryTableThatAStrategyLeavesOutHasNotChanged() {
        TestFactory factory = open(Map.of(STRATEGY, new OnlyTitles()));

        changePage(factory);

        areAnnounced("note", "n", "title", "b", "touched", null);
        assertThat(factory.sql("select note from page_more")).isEqualTo("n");
    }

    @Test
    void aSecondaryTableThatAnInterceptorLeavesOutHasNotChanged() {
        TestFactory factory = open(Map.of(INTERCEPTOR, new OnlyTitles()));

        changePage(factory);

        areAnnounced("note", "n", "title", "b", "touched", null);
        assertThat(factory.sql("select note from page_more")).isEqualTo("n");
    }

    @Test
    void aTableOfASubclassThatAnInterceptorLeavesOutHasNotChanged() {
        TestFactory factory = open(Map.of(INTERCEPTOR, new OnlyTitles()));
        factory.inTransaction(session -> session.persist(new Book()));

        factory.inTransaction(session -> {
            Book book = session.find(Book.class, 1L);
            book.title = "b";
            book.remark = "r2";
            book.isbn = "2";
        });

        // The table of the title is written as a whole.
        areAnnounced("isbn", "1", "remark", "r2", "title", "b");
        assertThat(factory.sql("select isbn from Book")).isEqualTo("1");
    }

    @Test
    void whatACallbackSetsInAnotherTableIsWritten() {
        TestFactory factory = open(Map.of());
        factory.inTransaction(session -> session.persist(new Page()));

        factory.inTransaction(session -> {
            Page page = session.find(Page.class, 1L);
            page.touches = true;
            page.title = "b";
        });

        areAnnounced("note", "n", "title", "b", "touched", "touched");
        assertThat(factory.sql("select touched from page_more")).isEqualTo("touched");
    }

    @Test
    void whatACallbackSetsWhereOnlyACollectionIsDirtyIsWritten() {
        TestFactory factory = open(Map.of());
        factory.inTransaction(session -> session.persist(new Poll()));

        factory.inTransaction(session -> session.find(Poll.class, 1L).votes.add("x"));

        areAnnounced("question", "q", "touched", "touched");
        assertThat(factory.sql("select touched from Poll")).isEqualTo("touched");
    }

    @Test
    void anImmutableEntityWithAChangedCollectionIsNotSaved() {
        assumeBefore80("writes it");
        TestFactory factory = open(Map.of());
        factory.inTransaction(session -> session.persist(new Scroll()));
        saves.clear();

        factory.inTransaction(session -> {
            Scroll scroll = session.find(Scroll.class, 1L);
            scroll.text = "never written";
            scroll.marks.add("x");
        });

        assertThat(factory.sql("select text || version from Scroll")).isEqualTo("a1");
        assertThat(saves).isEmpty();
        areAnnounced("text", "a");
    }

    @Test
    @EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
    void ofAReferenceThatNobodyHasLoadedTheChangesAreWhatIsSet() {
        TestFactory factory = open(Map.of());
        factory.inTransaction(session -> session.persist(new Label()));
        List<String> changes = new ArrayList<>();
        Consumer<Changes> read = all -> all.forEach(each -> changes.add(each.toString()));
        factory.signals().preSave().connect(event -> read.accept(event.changes()));
        factory.signals().postSave().connect(event -> read.accept(event.changes()));
        factory.signals().changed().connect(event -> read.accept(event.changes()));

        factory.inTransaction(session -> session.getReference(Label.class, 1L).setText("b"));

        assertThat(changes).containsExactly("text: unknown -> b", "text: unknown -> b", "text: unknown -> b");
        areAnnounced("color", "red", "text", "b");
    }

    @Test
    @EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
    void whatIsLoadedBetweenTwoUpdatesOfAReferenceHasNotChanged() {
        TestFactory factory = open(Map.of());
        Label blue = new Label();
        blue.color = "blue";
        factory.inTransaction(session -> session.persist(blue));
        List<String> changes = new ArrayList<>();
        factory.signals().changed().connect(event -> event.changes().forEach(each -> changes.add(each.toString())));

        factory.inTransaction(session -> {
            Label label = session.getReference(Label.class, 1L);
            label.setText("b");
            session.flush();
            assertThat(label.getColor()).isEqualTo("blue");
            label.setText("c");
        });

        assertThat(changes).containsExactly("text: unknown -> c");
    }

    @Test
    void aStatelessUpdateMayWriteNothingButWhatIsGenerated() {
        TestFactory factory = open(Map.of());
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            Parcel parcel = new Parcel();
            session.insert(parcel);
            parcel.weight = 7;
            session.update(parcel);
            session.getTransaction().commit();
        }

        int weight = factory.fromTransaction(session -> session.find(Parcel.class, 1L).weight);
        assertThat(copies.get("changed")).containsEntry("weight", weight);
    }

    @Test
    void whatAStatelessUpdateHasNotLoadedStaysAsItWasInserted() {
        assumeThatStatelessSessionsAreTold(); // each of its writes is a change of its own otherwise
        TestFactory factory = open(Map.of());
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Memo());
            Memo memo = session.get(Memo.class, 1L);
            memo.title = "b";
            session.update(memo);
            session.getTransaction().commit();
        }

        assertThat(factory.sql("select text || title from Memo")).isEqualTo("longb");
        assertThat(copies.get("changed")).isEqualTo(Map.of("text", "long", "title", "b"));
    }

    private static void changePage(TestFactory factory) {
        factory.inTransaction(session -> session.persist(new Page()));
        factory.inTransaction(session -> {
            Page page = session.find(Page.class, 1L);
            page.title = "b";
            page.note = "not written";
        });
    }

    private void areAnnounced(@Nullable Object... attributes) {
        Map<String, @Nullable Object> expected = new TreeMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                expected.put(String.valueOf(attributes[i]), attributes[i + 1]);
            }
        }
        assertThat(copies.keySet()).containsExactly("changed", "post_save");
        assertThat(copies.values()).allSatisfy(copy -> assertThat(copy).isEqualTo(expected));
    }
}
