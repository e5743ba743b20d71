package dev.signals.it.model;

import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Which changes are saves: every UPDATE of the row has its PRE_SAVE, and nothing else has one. */
@OnEveryDatabase
class DirtyDetectionIT {

    @Entity(name = "Form")
    @DynamicUpdate
    static class Form {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;
        String remark;

        @ElementCollection
        Set<String> labels = new HashSet<>();
    }

    @Entity(name = "Family")
    static class Family {
        @Id
        @GeneratedValue
        Long id;

        int size;
        String remark;

        @OneToMany(mappedBy = "family", cascade = CascadeType.ALL)
        List<Child> children = new ArrayList<>();
    }

    @Entity(name = "Child")
    static class Child {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Family family;

        @PrePersist
        void count() {
            family.size++;
        }
    }

    private final TestFactory factory;

    DirtyDetectionIT(Database database) {
        factory = TestFactory.of(
                database,
                Stream.concat(Stream.of(Zoo.entities()), Stream.of(Form.class, Family.class, Child.class))
                        .toArray(Class<?>[]::new));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReferenceToANewEntityIsAChange() {
        factory.signals().preSave().connect(Article.class, event -> event.instance().slug = "by receiver");

        EventLog log = change(new Article("t"), article -> article.author = new Author("new"));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new", "pre_save Article", "post_save Author created", "post_save Article");
        assertThat(factory.sql("select slug from Article")).isEqualTo("by receiver");
    }

    @Test
    void aReferenceToANewEntityWithAssignedIdIsAChange() {
        EventLog log = change(new Article("t"), article -> article.category = new Category("new"));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Category new", "pre_save Article", "post_save Category created", "post_save Article");
    }

    @Test
    void aReferenceReplacedByANewEntityIsAChange() {
        Article article = new Article("t");
        article.author = new Author("old");

        EventLog log = change(article, managed -> managed.author = new Author("new"));

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Author new", "pre_save Article", "post_save Author created", "post_save Article");
    }

    @Test
    void aReferenceToANewOneToOneIsAChange() {
        EventLog log = change(new Article("t"), article -> article.cover = new Cover());

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Cover new", "pre_save Article", "post_save Cover created", "post_save Article");
    }

    @Test
    void aNewEntityThatAReceiverRefersToIsAnnouncedAndWritten() {
        factory.signals().preSave().connect(Article.class, event -> {
            if (!event.isNew()) {
                event.instance().author = new Author("by receiver");
            }
        });

        EventLog log = change(new Article("t"), article -> article.title = "x");

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Article", "pre_save Author new", "post_save Author created", "post_save Article");
        assertThat(factory.sql("select author_id from Article")).isNotNull();
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate writes what an enhanced entity has noted, see EnhancedEntitiesIT")
    void aValueSetBackBeforeTheFlushIsNoChange() {
        EventLog log = change(new Article("t"), article -> {
            article.title = "x";
            article.title = "t";
        });

        assertThat(log.lines()).isEmpty();
        assertThat(factory.statements().writes()).isEmpty();
    }

    @Test
    void aReplacedManyToManyIsNoSave() {
        Tag tag = factory.saved(new Tag());

        EventLog log = change(new Article("t"), article -> article.tags = new ArrayList<>(List.of(tag)));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Article_Tag")).isEqualTo(1);
    }

    @Test
    void aChangedElementCollectionIsNoSave() {
        EventLog log = change(new Article("t"), article -> article.labels.add("x"));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Article_labels")).isEqualTo(1);
    }

    @Test
    void aReplacedElementCollectionIsNoSave() {
        EventLog log = change(new Article("t"), article -> article.labels = new ArrayList<>(List.of("x")));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Article_labels")).isEqualTo(1);
    }

    @Test
    void aChangedCollectionOfAVersionedEntityIsNoSaveAlthoughTheVersionGrows() {
        EventLog log = change(new Form(), form -> form.labels.add("x"));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.sql("select version from Form")).isEqualTo(1);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate does not count the version of an enhanced entity for that")
    void aReplacedCollectionOfAVersionedEntityIsNoSaveAlthoughTheVersionGrows() {
        assumeBefore80("does not increment the version for it");
        EventLog log = change(new Form(), form -> form.labels = new HashSet<>(Set.of("x")));

        assertThat(log.lines()).isEmpty();
        assertThat(factory.sql("select version from Form")).isEqualTo(1);
    }

    @Test
    void theVersionGrowsByOneAlthoughAReceiverQueriesAndChangesTheEntity() {
        factory.signals().preSave().connect(Form.class, event -> {
            event.session()
                    .createSelectionQuery("select count(*) from Form", Long.class)
                    .getSingleResult();
            event.instance().remark = "by receiver";
        });

        EventLog log = change(new Form(), form -> form.title = "x");

        assertThat(log.lines()).containsExactly("pre_save Form", "post_save Form");
        assertThat(factory.sql("select version from Form")).isEqualTo(1);
    }

    @Test
    void aDynamicUpdateWritesTheColumnsThatAReceiverSet() {
        factory.signals().preSave().connect(Form.class, event -> event.instance().remark = "by receiver");

        change(new Form(), form -> form.title = "x");

        assertThat(factory.statements().writes()).containsExactly("update form");
        assertThat(factory.sql("select title || ', ' || remark from Form")).isEqualTo("x, by receiver");
    }

    @Test
    void anEntityChangedAndRemovedIsOnlyDeleted() {
        Article article = factory.saved(new Article("t"));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.title = "x";
            session.remove(managed);
            managed.title = "y";
        });

        assertThat(log.lines()).containsExactly("pre_delete Article EXPLICIT", "post_delete Article");
    }

    @Test
    void anOwnerRemovedAfterAnOrphanIsNotAnnouncedAsSaved() {
        Article article = new Article("t");
        article.cover = new Cover();
        factory.saved(article);
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            managed.cover = null;
            session.remove(managed);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_delete Cover ORPHAN",
                        "pre_delete Article EXPLICIT",
                        "post_delete Cover",
                        "post_delete Article");
    }

    @Test
    void aChangeByACallbackInsideTheFlushIsAnnouncedInsideIt() {
        Family family = factory.saved(new Family());
        List<Boolean> inside = new ArrayList<>();
        factory.signals().preSave().connect(Family.class, event -> {
            inside.add(event.insideFlush());
            event.instance().remark = "by receiver";
        });
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Child child = new Child();
            child.family = session.find(Family.class, family.id);
            child.family.children.add(child);
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Child new", "pre_save Family", "post_save Child created", "post_save Family");
        assertThat(inside).containsExactly(true);
        assertThat(factory.sql("select remark from Family")).isEqualTo("by receiver");
    }

    /** Saves an entity, changes the loaded one in a transaction of its own, and returns what was announced meanwhile. */
    private <T> EventLog change(T entity, Consumer<T> change) {
        factory.saved(entity);
        Object id = factory.sessionFactory().getPersistenceUnitUtil().getIdentifier(entity);
        EventLog log = EventLog.of(factory.signals());
        factory.inTransaction(session -> {
            @SuppressWarnings("unchecked")
            T managed = (T) session.find(entity.getClass(), id);
            change.accept(managed);
        });
        return log;
    }
}
