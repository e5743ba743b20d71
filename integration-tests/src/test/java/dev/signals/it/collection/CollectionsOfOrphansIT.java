package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Associations of entities that a flush deletes as orphans are announced like those of entities that are removed. Of what Hibernate
 * loads only in the flush, nothing is announced before.
 */
@OnEveryDatabase
class CollectionsOfOrphansIT {

    @Entity(name = "Label")
    static class Label {
        @Id
        Long id;

        Label() {}

        Label(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Back {
        String side = "s";

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Note first;

        @OneToMany(mappedBy = "backOf", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Note> notes = new ArrayList<>();
    }

    @Entity(name = "Topic")
    static class Topic {
        @Id
        Long id;

        @OneToMany(mappedBy = "topic", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Note> notes = new ArrayList<>();

        @OneToMany(mappedBy = "pinnedOn", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Note> pinned = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @MapKey(name = "id")
        @JoinColumn(name = "keyed_of")
        Map<Long, Note> keyed = new HashMap<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
        Note only;

        @OneToOne(mappedBy = "farOf", cascade = CascadeType.ALL, orphanRemoval = true)
        Note far;

        @Embedded
        Back back = new Back();

        Topic() {}

        Topic(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Topic topic;

        @ManyToOne(fetch = FetchType.LAZY)
        Topic pinnedOn;

        @OneToOne(fetch = FetchType.LAZY)
        Topic farOf;

        @ManyToOne(fetch = FetchType.LAZY)
        Topic backOf;

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @ElementCollection
        Set<String> words = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "note_answer")
        List<Note> answers = new ArrayList<>();

        @ManyToOne(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
        Note attached;

        Note() {}

        Note(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        Long id;

        @ManyToMany
        Set<Label> labels = new HashSet<>();

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    private static final Class<?>[] ENTITIES = {Leaf.class, Label.class, Topic.class, Note.class};

    private final Database database;
    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    CollectionsOfOrphansIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @BeforeEach
    void topicsWithNotes() {
        save(factory);
    }

    /** Notes 1 to 5 are of topic 1 in its five ways, 6 is an answer of 1, and 7 is attached to 1; each has label 9. */
    private static void save(TestFactory factory) {
        factory.inTransaction(session -> {
            Label label = new Label(9);
            session.persist(label);
            Topic topic = new Topic(1);
            topic.notes.add(note(1, label));
            topic.notes.get(0).topic = topic;
            topic.notes.get(0).answers.add(note(6, label));
            topic.notes.get(0).attached = note(7, label);
            topic.keyed.put(2L, note(2, label));
            topic.only = note(3, label);
            topic.far = note(4, label);
            topic.far.farOf = topic;
            topic.back.notes.add(note(5, label));
            topic.back.notes.get(0).backOf = topic;
            session.persist(topic);
            session.persist(new Topic(2));
        });
    }

    private static Note note(long id, Label label) {
        Note note = new Note(id);
        note.labels.add(label);
        note.words.add("w");
        return note;
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen() {
        factory.signals().m2mChanged().connect(Note.class, "labels", event -> log.add(line(event)));
    }

    private static String line(M2mChanged<?> event) {
        return event.action() + " " + event.id() + " " + (event.pksKnown() ? new TreeSet<>(event.pks()) : "?")
                + (event.ownerDeleted() ? "" : " kept") + (event.insideFlush() ? " inside the flush" : "");
    }

    private List<String> announced(Consumer<Topic> change) {
        listen();
        factory.inTransaction(session -> change.accept(session.find(Topic.class, 1L)));
        return log;
    }

    @Test
    void anOrphanOfACollectionIsAnnouncedBeforeTheFlushAndWhatTheFlushLoadsForItBehind() {
        assertThat(announced(topic -> topic.notes.clear()))
                .containsExactly("pre_clear 1 ?", "post_clear 1 ?", "post_clear 6 ?", "post_clear 7 ?");
    }

    @Test
    void anOrphanAndAllThatItTakesAlongIsAnnouncedBeforeTheFlushIfReceiversOfDeletionsHaveItLoaded() {
        factory.signals().preDelete().connect(Note.class, event -> {});
        assertThat(announced(topic -> topic.notes.clear()))
                .hasSize(6)
                .contains("pre_clear 1 ?", "pre_clear 6 ?", "pre_clear 7 ?")
                .contains("post_clear 1 ?", "post_clear 6 ?", "post_clear 7 ?");
        assertThat(log.subList(0, 3)).allMatch(line -> line.startsWith("pre_clear"));
    }

    @Test
    void elementsThatAreLoadedAreRemovedByTheirKeys() {
        assertThat(announced(topic -> {
                    topic.keyed.get(2L).labels.size();
                    topic.keyed.clear();
                }))
                .containsExactly("pre_remove 2 [9]", "post_remove 2 [9]");
    }

    @Test
    void anOrphanOfAOneToOneIsAnnounced() {
        assertThat(announced(topic -> {
                    Hibernate.initialize(topic.only);
                    topic.only = null;
                }))
                .containsExactly("pre_clear 3 ?", "post_clear 3 ?");
    }

    @Test
    void anOrphanThatTheFlushLoadsIsAnnouncedBehindIt() {
        assertThat(announced(topic -> topic.only = null)).containsExactly("post_clear 3 ?");
    }

    @Test
    void anOrphanOfAOneToOneOfTheOtherSideIsAnnounced() {
        assertThat(announced(topic -> topic.far = null)).containsExactly("pre_clear 4 ?", "post_clear 4 ?");
    }

    @Test
    void anOrphanInsideAnEmbeddableIsAnnounced() {
        assertThat(announced(topic -> topic.back.notes.clear())).containsExactly("pre_clear 5 ?", "post_clear 5 ?");
    }

    @Test
    void anOrphanOfAnOrphanIsAnnounced() {
        assertThat(announced(topic -> topic.notes.get(0).answers.clear()))
                .containsExactly("pre_clear 6 ?", "post_clear 6 ?");
    }

    @Test
    void keysAreLoadedForAReceiverThatWantsThem() {
        factory.signals()
                .m2mChanged()
                .connect(Note.class, "labels", event -> log.add(line(event)), ModelSignals.loadingKeys());
        factory.inTransaction(session -> session.find(Topic.class, 1L).keyed.clear());

        assertThat(log).containsExactly("pre_remove 2 [9]", "post_remove 2 [9]");
    }

    @Test
    void aVetoKeepsTheOrphan() {
        factory.signals().m2mChanged().connect(Note.class, "labels", event -> {
            throw new IllegalStateException("veto");
        });

        assertThatThrownBy(() -> factory.inTransaction(
                        session -> session.find(Topic.class, 1L).keyed.clear()))
                .hasMessageContaining("veto");
        assertThat(factory.count("Note where id = 2")).isEqualTo(1);
    }

    @Test
    void anOrphanThatALaterEntityOfTheSessionHoldsStaysAndIsNotAnnounced() {
        listen();
        factory.inTransaction(session -> {
            Topic first = session.find(Topic.class, 1L);
            Topic second = session.find(Topic.class, 2L);
            Note note = first.notes.remove(0);
            note.topic = second;
            second.notes.add(note);
        });

        assertThat(factory.count("Note where id = 1")).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void anOrphanThatAnotherCollectionOfTheSameEntityHoldsStaysAndIsNotAnnounced() {
        assertThat(announced(topic -> {
                    Note note = topic.notes.remove(0);
                    note.topic = null;
                    note.pinnedOn = topic;
                    topic.pinned.add(note);
                }))
                .isEmpty();
        assertThat(factory.count("Note where id = 1")).isEqualTo(1);
    }

    @Test
    void theChangeOfAnOrphanTellsWhatTheRowsSay() {
        assertThat(announced(topic -> {
                    Note note = topic.keyed.remove(2L);
                    note.labels.clear();
                    note.labels.add(new Label(8));
                }))
                .containsExactly("pre_remove 2 [9]", "post_remove 2 [9]");
    }

    @Test
    void aQueryThatFlushesTheOrphanAnnouncesItBefore() {
        listen();
        factory.inTransaction(session -> {
            session.find(Topic.class, 1L).keyed.clear();
            session.createSelectionQuery("from Note", Note.class).getResultList();
            log.add("queried");
        });

        assertThat(log).containsExactly("pre_clear 2 ?", "post_clear 2 ?", "queried");
    }

    @Test
    void valuesOfAnOrphanAreAnnouncedOnceAfterTheFlush() {
        factory.signals().collectionChanged().connect(Note.class, "words", event -> log.add("-" + event.removed()));
        factory.inTransaction(session -> {
            Note note = session.find(Topic.class, 1L).keyed.remove(2L);
            note.words.size();
        });

        assertThat(log).containsExactly("-[w]");
    }

    @Test
    void aReceiverAddsNoStatement() {
        Comparison.of(database, (compared, events) -> work(compared), ENTITIES).hasSameStatements();
    }

    private static void work(TestFactory compared) {
        save(compared);
        if (compared.sessionFactory().getProperties().get(SignalSettings.ENABLED) == null) {
            compared.signals().m2mChanged().connect(event -> {});
        }
        inTransaction(compared, topic -> topic.notes.clear());
        inTransaction(compared, topic -> topic.only = null);
        inTransaction(compared, topic -> topic.far = null);
        inTransaction(compared, topic -> topic.back.notes.clear());
    }

    private static void inTransaction(TestFactory compared, Consumer<Topic> change) {
        compared.inTransaction((Session session) -> change.accept(session.find(Topic.class, 1L)));
    }
}
