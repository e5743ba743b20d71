package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Changes;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.SecondaryRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Parts of embeddables, and columns of a table that belongs to others, which a statement leaves out: they are no changes. */
class PartsLeftOutIT {

    private final TestFactory factory = TestFactory.of(Database.H2, Box.class, Owner.class);
    private final Map<String, Set<String>> changes = new TreeMap<>();
    private final Map<String, @Nullable Object> state = new TreeMap<>();

    @BeforeEach
    void listen() {
        factory.inTransaction(session -> session.persist(new Owner()));
        factory.signals().preSave().connect(event -> add("pre_save", event.changes()));
        factory.signals().postSave().connect(event -> {
            add("post_save", event.changes());
            state.clear();
            state.putAll(event.state());
        });
        factory.signals()
                .changed()
                .connect(event -> add("changed", event.changes()), ModelSignals.includingCreatedAndDeleted());
    }

    private void add(String signal, Changes changed) {
        changes.put(signal, new TreeSet<>(changed.attributes()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anInsert() {
        factory.inTransaction(session -> session.persist(new Box()));
        assertThat(factory.sql("select coalesce(later, inner_later, tag_later) from box"))
                .isNull();
        assertThat(factory.count("others")).isZero();
        assertEachSaw("text", "parts.both", "parts.once", "parts.inner.innerBoth", "tag.tagBoth");
        assertThat(state).containsEntry("elsewhere", null);
        assertThat(((Parts) state.get("parts")).later).isNull();
        assertThat(((Parts) state.get("parts")).inner.innerLater).isNull();
        assertThat(state.get("tag")).isEqualTo(new Tag("a", null));
    }

    @Test
    void anInsertAndAnUpdateOfOneTransaction() {
        factory.inTransaction(session -> {
            Box box = new Box();
            session.persist(box);
            session.flush();
            box.parts.both = "b";
        });
        assertThat(changes.get("changed"))
                .containsExactlyInAnyOrder(
                        "text",
                        "parts.both",
                        "parts.later",
                        "parts.once",
                        "parts.owner",
                        "parts.inner.innerBoth",
                        "parts.inner.innerLater",
                        "tag.tagBoth",
                        "tag.tagLater");
        assertThat(((Parts) state.get("parts")).later).isEqualTo("later");
    }

    @Test
    void anUpdate() {
        update(box -> {
            box.text = "new";
            box.parts.once = "new";
            box.parts.never = "new";
            box.parts.inner.innerOnce = "new";
        });
        assertEachSaw("text");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate then writes nothing at all of an enhanced entity")
    void anUpdateBesideATableOfOthers() {
        update(box -> {
            box.text = "new";
            box.elsewhere = "new";
        });
        assertEachSaw("text");
    }

    @Test
    void anEmbeddableThatIsSetToNull() {
        update(box -> box.parts = null);
        assertThat(factory.sql("select once from box")).isEqualTo("once");
        assertEachSaw("parts.both", "parts.later", "parts.owner", "parts.inner.innerBoth", "parts.inner.innerLater");
    }

    @Test
    void aDeletionTakesAllThatWasWritten() {
        factory.inTransaction(session -> session.persist(new Box()));
        factory.inTransaction(session -> session.remove(session.find(Box.class, 1L)));
        assertThat(changes.get("changed"))
                .containsExactlyInAnyOrder("text", "parts.both", "parts.once", "parts.inner.innerBoth", "tag.tagBoth");
    }

    private void update(Consumer<Box> work) {
        factory.inTransaction(session -> session.persist(new Box()));
        factory.inTransaction(session -> session.createMutationQuery(
                        "update Box b set b.parts.later = 'later', b.parts.inner.innerLater = 'later'")
                .executeUpdate());
        factory.inTransaction(session ->
                session.createNativeMutationQuery("update box set owner = 1").executeUpdate());
        factory.inTransaction((Session session) -> work.accept(session.find(Box.class, 1L)));
    }

    private void assertEachSaw(String... attributes) {
        assertThat(changes).containsOnlyKeys("pre_save", "post_save", "changed");
        assertThat(changes.values()).allSatisfy(seen -> assertThat(seen).containsExactlyInAnyOrder(attributes));
    }

    @Entity(name = "Box")
    @SecondaryTable(name = "others")
    @SecondaryRow(table = "others", owned = false)
    static class Box {
        @Id
        long id = 1;

        String text = "a";

        @Column(table = "others")
        String elsewhere = "a";

        @Nullable
        Parts parts = new Parts();

        Tag tag = new Tag("a", "a");
    }

    @Embeddable
    static class Parts {
        String both = "both";

        @Column(insertable = false)
        String later = "later";

        @Column(updatable = false)
        String once = "once";

        @Column(insertable = false, updatable = false)
        String never = "never";

        @ManyToOne
        @JoinColumn(name = "owner", insertable = false)
        Owner owner = new Owner();

        Inner inner = new Inner();
    }

    @Embeddable
    static class Inner {
        String innerBoth = "both";

        @Column(name = "inner_later", insertable = false)
        String innerLater = "later";

        @Column(insertable = false, updatable = false)
        String innerOnce = "once";
    }

    @Embeddable
    record Tag(
            String tagBoth,

            @Column(name = "tag_later", insertable = false) @Nullable
            String tagLater) {}

    @Entity(name = "Owner")
    static class Owner {
        @Id
        long id = 1;
    }
}
