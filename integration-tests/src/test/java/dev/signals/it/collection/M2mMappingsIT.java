package dev.signals.it.collection;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import jakarta.persistence.metamodel.SetAttribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Associations in less common mappings. */
@OnEveryDatabase
class M2mMappingsIT {

    @MappedSuperclass
    abstract static class Labelled {
        @ManyToMany
        Set<Label> labels = new HashSet<>();
    }

    @Entity(name = "Item")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Item extends Labelled {
        @Id
        Long id;

        @Version
        int version;

        @ManyToMany
        @JoinTable(name = "item_badge")
        List<Label> badges = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "item_keyed")
        Map<Label, Label> keyed = new HashMap<>();

        @ManyToMany
        @JoinTable(name = "item_soft")
        @SoftDelete
        Set<Label> soft = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "item_filtered")
        @Filter(name = "shortNames", condition = "length(name) = 1")
        Set<Label> filtered = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "item_numbered")
        @CollectionId(column = @Column(name = "row_id"), generator = "increment")
        @CollectionIdJavaClass(idType = Long.class)
        List<Label> numbered = new ArrayList<>();

        @ManyToAny
        @AnyDiscriminator
        @AnyKeyJavaClass(String.class)
        @Column(name = "kind")
        @AnyDiscriminatorValue(discriminator = "L", entity = Label.class)
        @JoinTable(
                name = "item_any",
                joinColumns = @JoinColumn(name = "item_id"),
                inverseJoinColumns = @JoinColumn(name = "other_id"))
        List<Object> any = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "item_part")
        List<Part> parts = new ArrayList<>();

        Item() {}

        Item(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Tool")
    static class Tool extends Item {
        Tool() {}

        Tool(Long id) {
            super(id);
        }
    }

    @Entity(name = "Label")
    @FilterDef(name = "shortNames")
    static class Label {
        @Id
        String name;

        Label() {}

        Label(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Label label && label.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    private static final Class<?>[] ENTITIES = {Item.class, Tool.class, Label.class, Part.class};

    private final Database database;
    private final TestFactory factory;
    private final Label a = new Label("a");
    private final Label b = new Label("b");
    private final List<String> log = new ArrayList<>();

    M2mMappingsIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @BeforeEach
    void anItemAToolAndTwoLabels() {
        save(factory);
        factory.signals().m2mChanged().connect(event -> log.add(line(event)));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static void save(TestFactory factory) {
        factory.inTransaction(session -> {
            session.persist(new Label("a"));
            session.persist(new Label("b"));
            session.persist(new Item(1L));
            session.persist(new Tool(2L));
        });
    }

    private static String line(M2mChanged<?> event) {
        return event.action() + " " + event.attribute() + " "
                + (event.pksKnown() ? new TreeSet<>(event.pks()) : "unknown");
    }

    private List<String> announced(Consumer<Item> change) {
        log.clear();
        factory.inTransaction(session -> change.accept(session.find(Item.class, 1L)));
        return List.copyOf(log);
    }

    @Test
    void aMapWithEntitiesAsKeysTellsItsValues() {
        assertThat(announced(item -> item.keyed.put(a, b))).containsExactly("pre_add keyed [b]", "post_add keyed [b]");
        assertThat(announced(item -> item.keyed.put(a, a)))
                .containsExactly(
                        "pre_remove keyed [b]", "pre_add keyed [a]", "post_remove keyed [b]", "post_add keyed [a]");
    }

    @Test
    void rowsThatAreOnlyMarkedAsDeletedAreRemoved() {
        announced(item -> item.soft.addAll(Set.of(a, b)));

        assertThat(announced(item -> item.soft.remove(a)))
                .containsExactly("pre_remove soft [a]", "post_remove soft [a]");
        assertThat(factory.count("item_soft")).isEqualTo(2);
    }

    @Test
    void withAFilterWhatIsLoadedCounts() {
        announced(item -> item.filtered.addAll(Set.of(a, b)));
        log.clear();

        factory.inTransaction(session -> {
            session.enableFilter("shortNames");
            session.find(Item.class, 1L).filtered.remove(b);
        });

        assertThat(log).containsExactly("pre_remove filtered [b]", "post_remove filtered [b]");
    }

    @Test
    void aBagWithIdentifiersIsAnnounced() {
        announced(item -> item.numbered.addAll(List.of(a, a, b)));

        assertThat(announced(item -> item.numbered.remove(0)))
                .containsExactly("pre_remove numbered [a]", "post_remove numbered [a]");
    }

    @Test
    void anAssociationToAnyEntityIsAnnounced() {
        List<Class<?>> models = new ArrayList<>();
        factory.signals().m2mChanged().connect(Item.class, "any", event -> models.add(event.model()));
        factory.inTransaction(session -> session.find(Item.class, 1L).any.add(session.find(Label.class, "a")));

        assertThat(log).containsExactly("pre_add any [a]", "post_add any [a]");
        assertThat(models).containsOnly(Object.class);
    }

    @Test
    void orphansOfAJoinTableAreRemovedFromItAndDeleted() {
        announced(item -> item.parts.add(new Part()));
        factory.signals().preDelete().connect(Part.class, event -> log.add("pre_delete " + event.cause()));
        factory.signals().postDelete().connect(Part.class, event -> log.add("post_delete"));

        assertThat(announced(item -> item.parts.clear()))
                .hasSize(4)
                .startsWith("pre_delete ORPHAN")
                .endsWith("post_delete");
    }

    @Test
    void anInheritedAttributeIsThatOfTheEntity() {
        List<String> heard = new ArrayList<>();
        factory.signals().m2mChanged().connect(Tool.class, "labels", event -> heard.add("tool"));
        factory.signals().m2mChanged().connect(Tool.class, "badges", event -> heard.add("badge of a tool"));
        factory.signals().m2mChanged().connect(Item.class, "badges", event -> heard.add("badge of an item"));
        factory.signals()
                .m2mChanged()
                .connect(Item.class, "badges", event -> heard.add("any badge"), includingSubtypes());

        factory.inTransaction(session -> {
            Tool tool = session.find(Tool.class, 2L);
            tool.labels.add(a);
            tool.badges.add(b);
        });

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "tool", "tool", "badge of a tool", "badge of a tool", "any badge", "any badge");
    }

    @Test
    void anAttributeOfTheMetamodelStandsForItsName() {
        SetAttribute<? super Item, ?> labels =
                factory.sessionFactory().getMetamodel().entity(Item.class).getSet("soft");
        List<String> heard = new ArrayList<>();
        factory.signals().m2mChanged().connect(labels, event -> heard.add(event.attribute()));

        announced(item -> item.soft.add(a));

        assertThat(heard).containsExactly("soft", "soft");
    }

    @Test
    void anUnknownAttributeOnTheSignalsOfTheProcessIsFoundAtStartUp() {
        Connection unknown = ModelSignals.M2M_CHANGED.connect(Item.class, "colours", event -> {});
        try {
            assertThatThrownBy(() -> TestFactory.of(database, ENTITIES).close())
                    .hasStackTraceContaining(
                            "there is no attribute \"colours\" that m2m_changed is about; there are any,"
                                    + " badges, filtered, keyed, labels, numbered, parts, soft");
        } finally {
            unknown.close();
        }
    }

    @Test
    void anAfterCommitReceiverStillKnowsTheKeys() {
        List<String> heard = new ArrayList<>();
        factory.signals().m2mChanged().connect(Item.class, "soft", event -> heard.add(line(event)), afterCommit());

        announced(item -> item.soft.add(a));

        assertThat(heard).containsExactly("pre_add soft [a]", "post_add soft [a]");
    }

    @Test
    void theIdentifiersHaveTheirType() {
        List<Set<String>> keys = new ArrayList<>();
        factory.signals().m2mChanged().connect(Item.class, "soft", event -> {
            keys.add(event.pks(String.class));
            assertThatThrownBy(() -> event.pks(Long.class)).isInstanceOf(ClassCastException.class);
            assertThatThrownBy(() -> event.pks().clear()).isInstanceOf(UnsupportedOperationException.class);
        });

        announced(item -> item.soft.add(a));

        assertThat(keys).containsExactly(Set.of("a"), Set.of("a"));
    }

    @Test
    void aReceiverAddsNoStatement() {
        Comparison comparison = Comparison.of(
                database,
                (compared, events) -> {
                    save(compared);
                    try {
                        compared.signals().m2mChanged().connect(event -> {});
                    } catch (IllegalStateException e) {
                        // The run without the library.
                    }
                    compared.inTransaction(session -> {
                        Item item = session.find(Item.class, 1L);
                        item.labels.add(a);
                        item.badges.addAll(List.of(a, b));
                        item.keyed.put(a, b);
                        item.soft.add(b);
                        item.parts.add(new Part());
                    });
                    compared.inTransaction(session -> {
                        Item item = session.find(Item.class, 1L);
                        item.badges.remove(a);
                        item.parts.clear();
                        item.soft = new HashSet<>(Set.of(a));
                        session.createSelectionQuery("from Label", Label.class).getResultList();
                    });
                },
                ENTITIES);

        comparison.hasSameStatements();
    }
}
