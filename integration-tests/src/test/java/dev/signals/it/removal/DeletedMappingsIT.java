package dev.signals.it.removal;

import static dev.signals.Options.includingSubtypes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.removal.Press.Draft;
import dev.signals.it.removal.Press.Folder;
import dev.signals.it.removal.Press.Medium;
import dev.signals.it.removal.Press.Node;
import dev.signals.it.removal.Press.Photo;
import dev.signals.it.removal.Press.Place;
import dev.signals.it.removal.Press.Seat;
import dev.signals.it.removal.Press.Story;
import dev.signals.it.removal.Press.Tag;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions by query of entities with unusual mappings, with receivers and without. */
@OnEveryDatabase
class DeletedMappingsIT {

    @Entity(name = "Couple")
    @IdClass(PairKey.class)
    static class Couple {
        @Id
        int one;

        @Id
        int two;
    }

    static class PairKey {
        int one;
        int two;

        @Override
        public boolean equals(Object other) {
            return other instanceof PairKey key && key.one == one && key.two == two;
        }

        @Override
        public int hashCode() {
            return Objects.hash(one, two);
        }
    }

    @Entity(name = "Owned")
    static class Owned {
        @Id
        Integer id;

        @TenantId
        String tenant;
    }

    @Entity(name = "Hidden")
    @SQLDelete(sql = "update Hidden set gone = true where id = ?")
    static class Hidden {
        @Id
        Integer id;

        boolean gone;
    }

    static final List<String> CALLS = new ArrayList<>();

    @Entity(name = "Called")
    static class Called {
        @Id
        Integer id;

        @PreRemove
        void before() {
            CALLS.add("before " + id);
        }

        @PostRemove
        void after() {
            CALLS.add("after " + id);
        }
    }

    private final Database database;
    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    DeletedMappingsIT(Database database) {
        this.database = database;
        List<Class<?>> entities = new ArrayList<>(List.of(Press.ENTITIES));
        entities.addAll(List.of(Couple.class, Hidden.class, Called.class));
        factory = TestFactory.of(database, entities.toArray(Class<?>[]::new));
    }

    @BeforeEach
    void hearNothing() {
        CALLS.clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void save(Object... entities) {
        factory.inTransaction(session -> List.of(entities).forEach(session::persist));
        factory.statements().clear();
    }

    private int delete(Class<?> type, String condition, int chunk) {
        return factory.fromTransaction(session -> SignalDelete.of(session, type)
                .where(condition)
                .inChunksOf(chunk)
                .execute());
    }

    private void listen() {
        factory.signals()
                .preDelete()
                .connect(
                        Object.class,
                        event -> log.add("pre " + event.sender().getSimpleName() + " " + event.id()),
                        includingSubtypes());
        factory.signals()
                .postDelete()
                .connect(
                        Object.class,
                        event -> log.add("post " + event.sender().getSimpleName() + " " + event.id()),
                        includingSubtypes());
    }

    private static Photo photo(int id) {
        Photo photo = new Photo();
        photo.id = id;
        return photo;
    }

    private static Medium medium(int id) {
        Medium medium = new Medium();
        medium.id = id;
        return medium;
    }

    @Test
    void entitiesOfSubclassesAreAnnouncedAsSuch() {
        save(medium(1), photo(2), photo(3));
        factory.signals().preDelete().connect(Photo.class, event -> log.add("photo " + event.id()));

        assertThat(delete(Medium.class, "id < 3", 10)).isEqualTo(2);

        assertThat(log).containsExactly("photo 2");
        assertThat(factory.count("Medium")).isEqualTo(1);
        assertThat(factory.count("Photo")).isEqualTo(1);
    }

    @Test
    void aSubclassAloneIsDeleted() {
        save(medium(1), photo(2), photo(3));
        listen();

        assertThat(delete(Photo.class, "size = 0", 10)).isEqualTo(2);

        assertThat(log).containsExactly("pre Photo 2", "pre Photo 3", "post Photo 2", "post Photo 3");
        assertThat(factory.count("Medium")).isEqualTo(1);
    }

    @Test
    void aHierarchyOfSeveralTablesIsDeletedWithoutReceivers() {
        save(medium(1), photo(2), photo(3));

        assertThat(delete(Medium.class, "id < 3", 10)).isEqualTo(2);

        assertThat(factory.count("Medium")).isEqualTo(1);
        assertThat(factory.count("Photo")).isEqualTo(1);
    }

    @Test
    void identifiersMayHaveSeveralColumns() {
        Seat seat = new Seat();
        seat.place = new Place(1, 1);
        Seat other = new Seat();
        other.place = new Place(1, 2);
        Couple couple = new Couple();
        couple.one = 1;
        couple.two = 2;
        save(seat, other, couple);
        factory.signals().preDelete().connect(Seat.class, event -> log.add("seat " + event.instance().place.number));
        factory.signals().preDelete().connect(Couple.class, event -> log.add("couple " + event.instance().two));

        assertThat(delete(Seat.class, "broken = false", 1)).isEqualTo(2);
        assertThat(delete(Couple.class, "one = 1", 1)).isEqualTo(1);

        assertThat(log).containsExactly("seat 1", "seat 2", "couple 2");
    }

    @Test
    void whatRefersToItsOwnKindIsDeletedBeforeWhatItRefersTo() {
        Folder root = new Folder(5, null);
        Folder second = new Folder(1, root);
        Folder third = new Folder(9, second);
        Folder fourth = new Folder(2, third);
        save(root, second, third, fourth);
        listen();

        assertThat(delete(Folder.class, "old = true", 1)).isEqualTo(4);

        assertThat(log)
                .filteredOn(line -> line.startsWith("pre"))
                .containsExactly("pre Folder 2", "pre Folder 9", "pre Folder 1", "pre Folder 5");
        assertThat(factory.count("Folder")).isZero();
    }

    @Test
    void whatRefersToItsOwnKindIsDeletedWithoutReceiversToo() {
        Folder self = new Folder(7, null);
        self.parent = self;
        Folder root = new Folder(5, null);
        Folder second = new Folder(6, root);
        save(self, root, second, new Folder(1, second));

        assertThat(delete(Folder.class, "id > 1 and id < 4", 10)).isZero();
        assertThat(delete(Folder.class, "id <> 7", 10)).isEqualTo(3);
        assertThat(delete(Folder.class, "old = true", 10)).isEqualTo(1);

        assertThat(factory.count("Folder")).isZero();
    }

    @Test
    void ownKindThatACascadeTakesAlongIsDeletedOnce() {
        Node root = new Node(1, null);
        Node child = new Node(2, root);
        new Node(3, child);
        save(root);
        listen();

        assertThat(delete(Node.class, "id > 0", 10)).isEqualTo(3);

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "pre Node 3", "pre Node 2", "pre Node 1", "post Node 3", "post Node 2", "post Node 1");
        assertThat(factory.count("Node")).isZero();
    }

    @Test
    void rowsOfCollectionsAreDeletedAndAnnounced() {
        Tag tag = new Tag();
        tag.id = 1;
        Story story = new Story();
        story.id = 1;
        story.tags.add(tag);
        save(tag, story);
        factory.signals()
                .m2mChanged()
                .connect(Story.class, "tags", event -> log.add(event.action().toString()));

        assertThat(delete(Story.class, "id = 1", 10)).isEqualTo(1);

        assertThat(factory.count("Story_Tag")).isZero();
        assertThat(factory.count("Tag")).isEqualTo(1);
        assertThat(log).isNotEmpty();
    }

    @Test
    void aSoftDeleteStaysSoft() {
        Draft draft = new Draft();
        draft.id = 1;
        Draft other = new Draft();
        other.id = 2;
        save(draft, other);

        assertThat(delete(Draft.class, "id = 1", 10)).isEqualTo(1);
        assertThat(factory.statements().writes()).containsExactly("update draft");
        listen();
        assertThat(delete(Draft.class, "id > 0", 10)).isEqualTo(1);

        assertThat(log).containsExactly("pre Draft 2", "post Draft 2");
        assertThat(factory.count("Draft")).isEqualTo(2);
        assertThat(factory.sql("select count(*) from Draft where deleted = true"))
                .asString()
                .isEqualTo("2");
    }

    @Test
    void sqlOfTheApplicationIsUsedAndEachRowIsDeletedOnce() {
        Hidden hidden = new Hidden();
        hidden.id = 1;
        Hidden other = new Hidden();
        other.id = 2;
        save(hidden, other);

        assertThat(delete(Hidden.class, "id > 0", 1)).isEqualTo(2);

        assertThat(factory.sql("select count(*) from Hidden where gone = true"))
                .asString()
                .isEqualTo("2");
    }

    @Test
    void callbacksAreCalledWithoutReceivers() {
        Called called = new Called();
        called.id = 1;
        save(called);

        assertThat(delete(Called.class, "id = 1", 10)).isEqualTo(1);

        assertThat(CALLS).containsExactly("before 1", "after 1");
    }

    @Test
    void onlyTheRowsOfTheTenantAreDeleted() {
        try (TestFactory tenants = TestFactory.of(database, Map.of(), Owned.class)) {
            for (int i = 0; i < 4; i++) {
                Owned owned = new Owned();
                owned.id = i;
                try (var session = tenants.sessionFactory()
                        .withOptions()
                        .tenantIdentifier((Object) (i % 2 == 0 ? "x" : "y"))
                        .openSession()) {
                    session.beginTransaction();
                    session.persist(owned);
                    session.getTransaction().commit();
                }
            }
            for (boolean heard : List.of(false, true)) {
                String tenant = heard ? "y" : "x";
                if (heard) {
                    tenants.signals()
                            .preDelete()
                            .connect(Owned.class, event -> log.add(event.tenantId() + " " + event.id()));
                }
                try (var session = tenants.sessionFactory()
                        .withOptions()
                        .tenantIdentifier((Object) tenant)
                        .openSession()) {
                    session.beginTransaction();
                    assertThat(SignalDelete.of(session, Owned.class).all().execute())
                            .isEqualTo(2);
                    session.getTransaction().commit();
                }
            }
            assertThat(log).containsExactly("y 1", "y 3");
        }
    }
}
