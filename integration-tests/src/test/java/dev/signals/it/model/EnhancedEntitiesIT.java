package dev.signals.it.model;

import static dev.signals.it.model.Documents.ENTITIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.model.Documents.Base;
import dev.signals.it.model.Documents.Document;
import dev.signals.it.model.Documents.Folder;
import dev.signals.it.model.Documents.Label;
import dev.signals.it.model.Documents.Origin;
import dev.signals.it.model.Documents.Page;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.StatementLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.CompositeTracker;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.ManagedMappedSuperclass;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is different if Hibernate has enhanced the bytecode of entities: they note themselves what is changed, any attribute
 * can be lazy, and a reference is an instance of the entity class that has yet to be loaded. The build runs all tests with
 * plain entities and with enhanced ones.
 */
@OnEveryDatabase
class EnhancedEntitiesIT {

    private static final boolean ENHANCED = Boolean.getBoolean("signals.test.enhanced");

    private final Database database;
    private final TestFactory factory;

    EnhancedEntitiesIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theClassesAreEnhancedIfTheBuildSaysSo() {
        Document document = new Document();

        assertThat(document instanceof ManagedEntity).isEqualTo(ENHANCED);
        assertThat(document instanceof PersistentAttributeInterceptable).isEqualTo(ENHANCED);
        assertThat(document instanceof SelfDirtinessTracker).isEqualTo(ENHANCED);
        assertThat(ManagedMappedSuperclass.class.isAssignableFrom(Base.class)).isEqualTo(ENHANCED);
        assertThat(CompositeTracker.class.isAssignableFrom(Origin.class)).isEqualTo(ENHANCED);
    }

    @Test
    void whatAReceiverSetsByMethodAndByFieldIsWritten() {
        Document document = factory.saved(Document.complete());
        factory.signals().preSave().connect(Document.class, event -> {
            event.instance().setTitle("by method");
            event.instance().slug = "by field";
            event.instance().origin.place = "by part";
        });

        factory.inTransaction(session -> session.find(Document.class, document.id).scan = "x");
        factory.inTransaction(session -> session.persist(new Document()));

        assertThat(factory.sql("select count(*) from Document where title = 'by method' and slug = 'by field' and"
                        + " place = 'by part'"))
                .isEqualTo(2L);
    }

    @Test
    void aChangeIsAnnouncedWithoutAnyStatementThatHibernateDoesNotNeedItself() {
        Comparison comparison = compare((session, document) -> document.title = "x");

        assertThat(comparison.events()).containsExactly("pre_save Document", "post_save Document");
    }

    @Test
    void aLazyAttributeThatIsSetWithoutBeingLoadedIsAnnounced() {
        Comparison comparison = compare((session, document) -> document.body = "x");

        assertThat(comparison.events()).containsExactly("pre_save Document", "post_save Document");
    }

    @Test
    void aLazyAttributeThatIsOnlyReadIsNoChange() {
        Comparison comparison =
                compare((session, document) -> assertThat(document.scan).isEqualTo("s"));

        assertThat(comparison.events()).isEmpty();
    }

    @Test
    void aPartThatIsChangedIsAnnounced() {
        Comparison comparison = compare((session, document) -> document.origin.place = "x");

        assertThat(comparison.events()).containsExactly("pre_save Document", "post_save Document");
    }

    @Test
    void whatIsSetAndSetBackIsAnnouncedExactlyIfHibernateWritesIt() {
        Comparison comparison = compare((session, document) -> {
            document.title = "x";
            document.title = "t";
        });

        assertThat(comparison.events())
                .isEqualTo(ENHANCED ? List.of("pre_save Document", "post_save Document") : List.of());
    }

    @Test
    void lazyAttributesStayUnloadedAlthoughReceiversListen() {
        Document document = factory.saved(Document.complete());
        List<String> loaded = new ArrayList<>();
        factory.signals().preSave().connect(Document.class, event -> addLoaded(event, loaded));
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.find(Document.class, document.id).title = "x";
            session.createSelectionQuery("from Page", Page.class).getResultList();
            session.createSelectionQuery("select title from Document", String.class)
                    .getSingleResult();
        });

        assertThat(loaded).isEqualTo(ENHANCED ? List.of() : List.of("body", "scan", "summary"));
        assertThat(log.lines()).containsExactly("pre_save Document", "post_save Document");
    }

    @Test
    void anEntityIsNotAnnouncedAgainBecauseAnotherReceiverLoadsALazyAttributeOfIt() {
        Document document = factory.saved(Document.complete());
        EventLog log = EventLog.of(factory.signals());
        factory.signals()
                .preSave()
                .connect(
                        Page.class,
                        event -> assertThat(event.instance().document.scan).isEqualTo("s"));

        factory.inTransaction(session -> {
            Document managed = session.find(Document.class, document.id);
            managed.title = "x";
            managed.pages.get(0).text = "x";
        });

        assertThat(log.lines())
                .containsExactly("pre_save Document", "pre_save Page", "post_save Document", "post_save Page");
    }

    @Test
    void aRemovalIsAnnouncedBeforeItBeginsAlsoForAssociationsThatHaveNotBeenLoaded() {
        Comparison comparison = compare((session, document) -> session.remove(document));

        assertThat(comparison.events())
                .containsExactly(
                        "pre_delete Page CASCADE",
                        "pre_delete Summary CASCADE",
                        "pre_delete Document EXPLICIT",
                        "pre_delete Folder CASCADE",
                        "pre_delete Label CASCADE",
                        "post_delete Page",
                        "post_delete Summary",
                        "post_delete Document",
                        "post_delete Folder",
                        "post_delete Label");
    }

    @Test
    void theSameHoldsForAReferenceThatIsRemoved() {
        Comparison comparison = compareAlone((session, id) -> session.remove(session.getReference(Document.class, id)));

        assertThat(comparison.events())
                .startsWith("pre_delete Page CASCADE", "pre_delete Summary CASCADE", "pre_delete Document EXPLICIT")
                .doesNotHaveDuplicates()
                .hasSize(10);
    }

    @Test
    void theSameHoldsForCollectionsThatAreLazyAttributes() {
        List<String> events = new ArrayList<>();
        List<String> statements = removeWithLazyCollections(true, events);

        assertThat(statements).isEqualTo(removeWithLazyCollections(false, new ArrayList<>()));
        assertThat(events)
                .startsWith("pre_delete Page CASCADE", "pre_delete Summary CASCADE", "pre_delete Document EXPLICIT")
                .doesNotHaveDuplicates()
                .hasSize(10);
    }

    @Test
    void anOrphanThatWasLoadedIsAnnounced() {
        Comparison comparison = compare((session, document) -> {
            assertThat(document.summary.text).isEqualTo("sum");
            document.summary = null;
        });

        assertThat(comparison.events()).contains("pre_delete Summary ORPHAN", "post_delete Summary");
    }

    @Test
    void anAssociationSetWithoutBeingLoadedIsAnnouncedAsHibernateTreatsIt() {
        Comparison comparison = compare((session, document) -> document.summary = null);

        assertThat(comparison.events().contains("post_delete Summary")).isEqualTo(!ENHANCED);
        assertThat(comparison.events().contains("pre_delete Summary ORPHAN")).isEqualTo(!ENHANCED);
    }

    @Test
    void aReferenceIsNeitherLoadedNorAnnouncedWhenItIsAssigned() {
        Folder folder = factory.saved(new Folder());
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Document document = new Document();
            document.folder = session.getReference(Folder.class, folder.id);
            session.persist(document);
        });

        assertThat(log.lines()).containsExactly("pre_save Document new", "post_save Document created");
        assertThat(factory.statements().all()).doesNotContain("select folder");
    }

    @Test
    void aReferenceThatIsChangedIsLoadedOnlyIfHibernateLoadsIt() {
        Comparison comparison = compareAlone(
                (session, id) -> session.getReference(Label.class, 1L).setText("x"));

        assertThat(comparison.events()).containsExactly("pre_save Label", "post_save Label");
    }

    @Test
    void whatAReceiverSetsInAReferenceIsWrittenToo() {
        Label label = factory.saved(new Label());
        factory.signals().preSave().connect(Label.class, event -> event.instance().color = "by receiver");

        factory.inTransaction(
                session -> session.getReference(Label.class, label.id).setText("x"));

        assertThat(factory.sql("select text || ', ' || color from Label")).isEqualTo("x, by receiver");
    }

    @Test
    void aMergedEntityWithUnloadedAttributesIsAnnouncedForWhatItChanges() {
        Comparison comparison = compareAlone((session, id) -> {
            Document detached = session.find(Document.class, id);
            session.detach(detached);
            detached.title = "x";
            session.merge(detached);
        });

        assertThat(comparison.events()).containsExactly("pre_save Document", "post_save Document");
    }

    private Comparison compare(BiConsumer<Session, Document> work) {
        return compareAlone((session, id) -> work.accept(session, session.find(Document.class, id)));
    }

    /** Work on a saved document, with and without receivers; the statements have to be the same. */
    private Comparison compareAlone(BiConsumer<Session, Long> work) {
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> {
                    Document document = compared.saved(Document.complete());
                    log.clear();
                    compared.inTransaction(session -> work.accept(session, document.id));
                },
                ENTITIES);
        comparison.hasSameStatements();
        return comparison;
    }

    private static void addLoaded(PreSave<Document> event, List<String> loaded) {
        for (String attribute : List.of("body", "scan", "summary")) {
            if (Hibernate.isPropertyInitialized(event.instance(), attribute)) {
                loaded.add(attribute);
            }
        }
    }

    /** Hibernate has no setting for that, only a method of its builder. */
    private List<String> removeWithLazyCollections(boolean withSignals, List<String> events) {
        StatementLog statements = new StatementLog();
        try (TestDatabase own = database.create();
                StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                        .applySettings(own.settings())
                        .applySetting("hibernate.hbm2ddl.auto", "create-only")
                        .applySetting(SignalSettings.ENABLED, withSignals)
                        .build();
                SessionFactory built = new MetadataSources(registry)
                        .addAnnotatedClasses(ENTITIES)
                        .buildMetadata()
                        .getSessionFactoryBuilder()
                        .applyCollectionsInDefaultFetchGroup(false)
                        .applyStatementInspector(statements)
                        .build()) {
            Document document = Document.complete();
            built.inTransaction(session -> session.persist(document));
            statements.clear();
            EventLog log = withSignals ? EventLog.of(ModelSignals.of(built)) : new EventLog();
            built.inTransaction(session -> {
                Document managed = session.find(Document.class, document.id);
                assertThat(Hibernate.isPropertyInitialized(managed, "pages")).isEqualTo(!ENHANCED);
                session.remove(managed);
            });
            events.addAll(log.lines());
        }
        return statements.all();
    }
}
